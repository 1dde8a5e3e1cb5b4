package gateway.issuing;

import static gateway.issuing.IssuingRig.card;
import static gateway.issuing.IssuingRig.hear;
import static gateway.issuing.IssuingRig.here;
import static gateway.issuing.IssuingRig.newTransaction;
import static gateway.issuing.IssuingRig.now;
import static gateway.issuing.IssuingRig.say;
import static gateway.issuing.IssuingRig.there;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.customers.KycTier;
import gateway.issuing.IssuingRig.Said;
import gateway.issuing.NetworkMessage.Kind;
import gateway.limits.PastMaxima;
import gateway.payments.ReplayDecisions;
import gateway.payments.decisions.About;
import gateway.payments.decisions.ReadDecisions;
import gateway.payments.decisions.RecordDecision;
import gateway.rulebook.Judgement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.r2dbc.core.DatabaseClient;

/** Why the network heard yes or no: kept with the answer, read back, and decided again by other packs. */
class CardDecisionsModuleTest {

    @BeforeAll
    static void start() {
        IssuingRig.start("classpath:limits/issued.yaml");
    }

    @AfterAll
    static void stop() {
        IssuingRig.stop();
    }

    private static IssuedCard cardOf(KycTier tier, long funds) {
        var card = card(funds);
        IssuingControls.TIERS.put(card.owner(), tier);
        return card;
    }

    private static List<RecordDecision> decisions(IssuedCard card) {
        return now(there.bean(ReadDecisions.class).about(About.use(card.id())).collectList())
                .reversed();
    }

    /** The oldest first. */
    private static List<String> told(IssuedCard card) {
        return decisions(card).stream()
                .map(it -> it.outcome().code() + " "
                        + it.judgements().stream()
                                .map(CardDecisionsModuleTest::line)
                                .toList())
                .toList();
    }

    private static String line(Judgement it) {
        return it.check() + (it.rule() == null ? "" : " " + it.rule() + " " + it.version());
    }

    @Test
    void everyQuestionLeavesItsDecisionAndWhatIsToldLeavesNone() {
        var card = cardOf(KycTier.PHONE_ONLY, 60_000);
        var transaction = newTransaction();
        hear(card, Kind.AUTHORISATION, transaction, 50_000);
        hear(card, Kind.INCREMENT, transaction, 60_000);
        hear(card, Kind.INCREMENT, transaction, 20_000);
        hear(card, Kind.REVERSAL, transaction, 50_000);
        hear(card, Kind.CLEARING, newTransaction(), 1_000);
        hear(card, Kind.AUTHORISATION, transaction, 10);
        hear(card, Kind.AUTHORISATION, newTransaction(), 0);

        var all = "card, compliance, restriction-order";
        assertThat(told(card))
                .containsExactly(
                        "allowed [" + all + ", limits]",
                        "refused [limits little-known 1]",
                        "refused [books insufficient_funds 0]",
                        "refused [card reversed-before 0]",
                        "allowed [" + all + "]");
        var first = decisions(card).getFirst().judgements();
        assertThat(first.getFirst().inputs())
                .containsEntry("asked", "authorisation")
                .containsEntry("merchant", "400001/SHOP")
                .containsEntry("pin", "absent");
        assertThat(first.getLast().inputs()).containsEntry("minor", "50000").containsEntry("tier", "0");
        assertThat(decisions(card).get(1).judgements().getFirst().inputs())
                .containsEntry("before", "50000")
                .containsEntry("remaining", "500.00");
        assertThat(decisions(card).toString())
                .doesNotContain(IssuingFakes.number(card).reveal());
    }

    @Test
    void whatHoldersAndTheBankSaySpeaksByName() {
        var card = cardOf(KycTier.SEEN, 100_000);
        var controls = new Controls(500L, List.of(), null, null, null, null, null, false, false);
        now(here.bean(ControlIssuedCard.class).put(card.owner(), card.id(), controls));
        hear(card, Kind.AUTHORISATION, newTransaction(), 501);
        IssuingControls.RESTRICTED.add(card.owner());
        hear(card, Kind.AUTHORISATION, newTransaction(), 1);
        IssuingControls.RESTRICTED.remove(card.owner());

        assertThat(told(card))
                .containsExactly("refused [card amount-above-control 0]", "refused [compliance restricted-by-case 0]");
        assertThat(now(here.bean(ReadDecisions.class).refusedTo(card.owner()).count()))
                .isEqualTo(2);
    }

    /** A repeat is answered as before: nothing is decided again. */
    @Test
    void aRepeatLeavesNothing() {
        var card = cardOf(KycTier.SEEN, 100_000);
        var said = Said.of(Kind.AUTHORISATION, newTransaction(), 100);

        assertThat(now(say(here, card, said))).isEqualTo(now(say(there, card, said)));

        assertThat(told(card)).hasSize(1);
    }

    @Test
    void anotherPackDecidesThemAgainStepByStepAndWhatWasReversedCountsForNothing() throws IOException {
        var card = cardOf(KycTier.PHONE_ONLY, 1_000_000);
        var reversed = newTransaction();
        hear(card, Kind.AUTHORISATION, reversed, 30_000);
        hear(card, Kind.INCREMENT, reversed, 30_000);
        hear(card, Kind.REVERSAL, reversed, 60_000);
        var kept = newTransaction();
        hear(card, Kind.AUTHORISATION, kept, 40_000);
        hear(card, Kind.INCREMENT, kept, 50_000);
        hear(card, Kind.INCREMENT, kept, 20_000);
        var pack = pack("limits/issued.yaml");

        assertThat(replayed(card, pack)).isEmpty();
        assertThat(replayed(card, pack.replace("max: \"1000.00\"", "max: \"800.00\"")))
                .containsExactly("500.00 UZS allowed -> little-known", "200.00 UZS little-known -> allowed");
        assertThat(replayed(card, pack.replace("max: \"1000.00\"", "max: \"1100.00\"")))
                .containsExactly("200.00 UZS little-known -> allowed");
    }

    private static List<String> replayed(IssuedCard card, String pack) {
        var database = here.bean(DatabaseClient.class);
        return new ReplayDecisions(
                        new ReadDecisions(database), new PastMaxima(database), new UndoneUses(database)::since)
                .replay(pack, Instant.now().minusSeconds(3_600)).blockOptional().orElseThrow().changes().stream()
                        .filter(it -> it.decision().customer().equals(card.owner()))
                        .map(it -> it.amount() + " "
                                + (it.then() == null ? "allowed" : it.then().limit()) + " -> "
                                + (it.now() == null ? "allowed" : it.now().limit()))
                        .toList();
    }

    private static String pack(String path) throws IOException {
        return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
    }
}
