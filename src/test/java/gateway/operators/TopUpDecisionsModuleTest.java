package gateway.operators;

import static gateway.operators.OperatorsRig.here;
import static gateway.operators.OperatorsRig.now;
import static gateway.operators.OperatorsRig.owner;
import static gateway.operators.OperatorsRig.there;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.customers.KycTier;
import gateway.customers.Phone;
import gateway.limits.PastMaxima;
import gateway.operators.Announced.Bounds;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.payments.ReplayDecisions;
import gateway.payments.decisions.About;
import gateway.payments.decisions.ReadDecisions;
import gateway.payments.decisions.RecordDecision;
import gateway.rulebook.Judgement;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Why operators' money was let in or not: kept with it, read back, and decided again by other packs. */
class TopUpDecisionsModuleTest {

    private static final Operator SOMEBODY = new Operator("somebody");

    @BeforeAll
    static void start() {
        OperatorsRig.start();
    }

    @AfterAll
    static void stop() {
        OperatorsRig.stop();
    }

    private static TransactionKey key(String id) {
        return new TransactionKey(SOMEBODY, id);
    }

    private static Outcome announce(String id, String phone, boolean atOnce) {
        var begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return now(here.bean(TakeTransactions.class)
                .announce(new Announced(
                        key(id),
                        new PaidFor.PhoneOf(Phone.parse(phone).orElseThrow()),
                        phone,
                        new Money(100, Asset.UZS),
                        new Bounds(1, 1_000_000),
                        begun,
                        begun.plusSeconds(3600),
                        atOnce)));
    }

    private static Outcome perform(String id) {
        return now(there.bean(TakeTransactions.class).perform(key(id)));
    }

    /** Somebody who may be topped up three times in all. */
    private static String person(String phone) {
        OperatorsRig.person(phone);
        Watched.TIERS.put(owner(phone), KycTier.SEEN);
        return phone;
    }

    private static ReadDecisions decisions() {
        return there.bean(ReadDecisions.class);
    }

    /** Latest first. */
    private static List<String> told(String id) {
        return lines(decisions().about(About.topUp("somebody", id)));
    }

    private static List<String> lines(Flux<RecordDecision> decisions) {
        return now(decisions
                .map(it -> it.step() + " " + it.outcome().code() + " "
                        + it.judgements().stream()
                                .map(TopUpDecisionsModuleTest::line)
                                .toList())
                .collectList());
    }

    private static String line(Judgement it) {
        return it.check() + (it.rule() == null ? "" : " " + it.rule() + " " + it.version());
    }

    @Test
    void whatIsAnnouncedAndThenPerformedIsDecidedTwice() {
        var phone = person("998903000001");
        announce("two-1", phone, false);
        announce("two-1", phone, false);
        perform("two-1");
        perform("two-1");

        assertThat(told("two-1"))
                .containsExactly(
                        "2 allowed [compliance, restriction-order]",
                        "1 allowed [compliance, restriction-order, limits]");
        announce("two-2", phone, true);
        assertThat(told("two-2")).containsExactly("2 allowed [compliance, restriction-order, limits]");
        var limits = now(decisions().about(About.topUp("somebody", "two-2")).next())
                .judgements()
                .getLast();
        assertThat(limits.inputs())
                .containsEntry("minor", "100")
                .containsEntry("operation", "operator-top-up")
                .containsEntry("tier", "3")
                .containsEntry("channel", "partner");
        assertThat(limits.inputs().values()).noneMatch(value -> value.contains("903000001"));
    }

    /** Of what was never kept too, as often as it was refused; and nothing where it is known by then. */
    @Test
    void whatALimitRefusesIsKeptWithItsRule() {
        var phone = person("998903000002");
        for (int n = 0; n < 3; n++) {
            announce("full-" + n, phone, n == 0);
        }

        assertThat(announce("full-3", phone, true)).isInstanceOf(Outcome.No.class);
        assertThat(announce("full-3", phone, true)).isInstanceOf(Outcome.No.class);
        assertThat(announce("full-2", phone, true)).isInstanceOf(Outcome.Known.class);

        assertThat(told("full-3"))
                .containsExactly("2 refused [limits top-ups-day 1]", "2 refused [limits top-ups-day 1]");
        assertThat(told("full-2")).hasSize(1);
        assertThat(lines(decisions().refusedTo(owner(phone)))).hasSize(2);
    }

    @Test
    void whatStopsItIsKeptEachTimeAndSoIsTheYesAfterThat() {
        var phone = person("998903000003");
        announce("stop-1", phone, false);
        for (var stopped : List.of(Watched.STOPPED, Watched.RESTRICTED)) {
            stopped.add(owner(phone));
            assertThat(perform("stop-1")).isInstanceOf(Outcome.No.class);
            stopped.remove(owner(phone));
        }
        perform("stop-1");

        assertThat(told("stop-1"))
                .containsExactly(
                        "2 allowed [compliance, restriction-order]",
                        "2 refused [compliance restricted-by-case 0]",
                        "2 refused [restriction-order o-1 0]",
                        "1 allowed [compliance, restriction-order, limits]");
    }

    @Test
    void anotherPackDecidesThemAgainAndWhatWasCalledOffCountsForNothing() throws IOException {
        var phone = person("998903000004");
        announce("again-0", phone, false);
        now(here.bean(TakeTransactions.class).cancel(key("again-0"), 1));
        announce("again-1", phone, false);
        perform("again-1");
        announce("again-2", phone, true);
        announce("again-3", phone, true);
        announce("again-4", phone, true);
        var pack = pack("limits/operators.yaml");

        assertThat(replayed(owner(phone), pack)).isEmpty();
        assertThat(replayed(owner(phone), pack.replace("max: 3", "max: 2"))).containsExactly("allowed -> top-ups-day");
        assertThat(replayed(owner(phone), pack.replace("max: 3", "max: 4"))).containsExactly("top-ups-day -> allowed");
    }

    private static List<String> replayed(CustomerId owner, String pack) {
        var database = here.bean(DatabaseClient.class);
        return new ReplayDecisions(new ReadDecisions(database), new PastMaxima(database), _ -> Flux.empty())
                .replay(pack, Instant.now().minusSeconds(3_600)).blockOptional().orElseThrow().changes().stream()
                        .filter(it -> it.decision().customer().equals(owner))
                        .map(it -> (it.then() == null ? "allowed" : it.then().limit()) + " -> "
                                + (it.now() == null ? "allowed" : it.now().limit()))
                        .toList();
    }

    private static String pack(String path) throws IOException {
        return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
    }
}
