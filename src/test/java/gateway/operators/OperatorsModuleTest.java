package gateway.operators;

import static gateway.operators.OperatorsRig.balance;
import static gateway.operators.OperatorsRig.here;
import static gateway.operators.OperatorsRig.now;
import static gateway.operators.OperatorsRig.person;
import static gateway.operators.OperatorsRig.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.customers.Phone;
import gateway.operators.Announced.Bounds;
import gateway.operators.OperatorTransaction.State;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.operators.OperatorKit;
import sandbox.operators.OperatorKits;

/** Operators' transactions in the real journal and ledger, on two nodes. */
class OperatorsModuleTest {

    private static final Operator SOMEBODY = new Operator("somebody");
    private static final Bounds BOUNDS = new Bounds(1, 1_000_000);

    @BeforeAll
    static void start() {
        OperatorsRig.start();
    }

    @AfterAll
    static void stop() {
        OperatorsRig.stop();
    }

    static List<String> kits() {
        return java.util.List.copyOf(OperatorKits.names());
    }

    @ParameterizedTest
    @MethodSource("kits")
    void everyOperatorsKitPassesOnTwoNodes(String operator) {
        var phone = person("99890100000" + kits().indexOf(operator));

        var results = OperatorKits.of(operator, OperatorsRig.world(phone)).play();

        assertThat(results).isNotEmpty().allMatch(OperatorKit.Result::passed);
    }

    @ParameterizedTest
    @CsvSource({
        "payme,         200, -32504",
        "click,         200, SIGN CHECK FAILED!",
        "uzum/check,    400, 10001",
        "paynet,        401, 601",
        "paynet-soap,   500, Access denied",
    })
    void whoeverCallsFromElsewhereIsRefusedInTheOperatorsWords(String path, int status, String words) {
        var elsewhere = here.bean(OperatorsRig.Front.class).calledFrom("127.0.0.2");

        var heard = OperatorsRig.send(elsewhere, "POST", "/operators/" + path, Map.of(), "{}");

        assertThat(heard.status()).isEqualTo(status);
        assertThat(heard.body()).contains(words);
    }

    private static Announced announced(String id, String phone, long minor, Instant validUntil, boolean atOnce) {
        return new Announced(
                new TransactionKey(SOMEBODY, id),
                new PaidFor.PhoneOf(Phone.parse(phone).orElseThrow()),
                phone,
                new Money(minor, Asset.UZS),
                BOUNDS,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                validUntil,
                atOnce);
    }

    private static Instant later() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(3600);
    }

    private static TakeTransactions take(int turn) {
        return (turn % 2 == 0 ? here : there).bean(TakeTransactions.class);
    }

    private static List<Outcome> racing(IntFunction<Mono<Outcome>> call) {
        return now(Flux.fromStream(IntStream.range(0, 32).boxed())
                .flatMap(call::apply, 32)
                .collectList());
    }

    @Test
    void thirtyTwoCopiesOfOneStepOnTwoNodesAreOneStep() {
        var phone = person("998901111111");
        var key = new TransactionKey(SOMEBODY, "race-1");
        var until = later();

        var announced = racing(turn -> take(turn).announce(announced("race-1", phone, 700, until, false)));
        var performed = racing(turn -> take(turn).perform(key));
        var afterwards = balance(phone);
        var cancelled = racing(turn -> take(turn).cancel(key, 5));

        for (var outcomes : List.of(announced, performed, cancelled)) {
            assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(Outcome.Known.class::isInstance).hasSize(31);
        }
        assertThat(performed.stream().map(OperatorsModuleTest::transaction).distinct())
                .hasSize(1);
        assertThat(afterwards).isEqualTo(700);
        assertThat(balance(phone)).isZero();
    }

    private static OperatorTransaction transaction(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var it) -> it;
            case Outcome.Known(var it) -> it;
            case Outcome.No no -> throw new AssertionError(no);
        };
    }

    @Test
    void whatIsPerformedWithItsAnnouncementMovesMoneyOnce() {
        var phone = person("998901111112");
        var until = later();

        var outcomes = racing(turn -> take(turn).announce(announced("once-1", phone, 900, until, true)));

        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        assertThat(balance(phone)).isEqualTo(900);
    }

    /** Cut off at another point each time: before the commit, in it, after it. */
    @Test
    void whoeverIsCutOffHearsTheSameFromTheOtherNode() {
        var phone = person("998901111115");
        for (int n = 0; n < 8; n++) {
            var key = new TransactionKey(SOMEBODY, "cut-" + n);
            now(take(0).announce(announced(key.theirId(), phone, 50, later(), false)));
            take(0).perform(key)
                    .takeUntilOther(Mono.delay(Duration.ofMillis(n * 2L)))
                    .blockOptional();

            var first = transaction(now(take(1).perform(key)));

            assertThat(transaction(now(take(0).perform(key)))).isEqualTo(first);
        }
        assertThat(balance(phone)).isEqualTo(8 * 50);
    }

    @Test
    void whatRacesItsCancellationEitherPaysOrDoesNot() {
        var phone = person("998901111113");
        var until = later();
        for (int n = 0; n < 8; n++) {
            var id = "duel-" + n;
            now(take(0).announce(announced(id, phone, 100, until, false)));
            now(Flux.merge(
                            take(0).perform(new TransactionKey(SOMEBODY, id)),
                            take(1).cancel(new TransactionKey(SOMEBODY, id), 5))
                    .collectList());
            var state = now(here.bean(Transactions.class).find(new TransactionKey(SOMEBODY, id)))
                    .orElseThrow()
                    .state();

            assertThat(state).isInstanceOfAny(State.Cancelled.class, State.Returned.class);
        }
        assertThat(balance(phone)).isZero();
    }

    @Test
    void whatNobodyConfirmsInTimeIsCancelledAndFreesItsInvoice() {
        var invoice = OperatorsRig.invoice();
        var soon = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(700);
        var announced = new Announced(
                new TransactionKey(SOMEBODY, "slow-1"),
                PaidFor.of(invoice.number()),
                invoice.number(),
                new Money(invoice.minor(), Asset.UZS),
                BOUNDS,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                soon,
                false);
        assertThat(now(take(0).announce(announced))).isInstanceOf(Outcome.Done.class);
        var number = InvoiceNumber.parse(invoice.number()).orElseThrow();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> now(here.bean(Invoices.class).find(number))
                                .orElseThrow()
                                .state()
                        == Invoice.State.OPEN);

        assertThat(now(take(1).perform(announced.key())))
                .isInstanceOfSatisfying(
                        Outcome.No.class, no -> assertThat(no.why()).isEqualTo(Why.ALREADY_CANCELLED));
    }

    @Test
    void theBooksSayWhenAPerformedTransactionMovedNothing() {
        var phone = person("998901111114");
        now(take(0).announce(announced("lie-1", phone, 300, later(), false)));
        assertThat(broken()).isEmpty();

        set("lie-1", "state = 'performed', performed_at = now()");
        var found = broken();
        set("lie-1", "state = 'created', performed_at = null");

        assertThat(found).singleElement().asString().contains("somebody").contains("performed of 300 moved 0");
    }

    private static List<String> broken() {
        return now(here.verify().verify()).findings().stream()
                .flatMap(finding -> finding.examples().stream())
                .toList();
    }

    private static void set(String id, String what) {
        now(here.bean(DatabaseClient.class)
                .sql("update operators.transaction set " + what + " where their_id = '" + id + "'")
                .fetch()
                .rowsUpdated());
    }
}
