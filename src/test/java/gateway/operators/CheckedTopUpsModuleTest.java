package gateway.operators;

import static gateway.operators.OperatorsRig.balance;
import static gateway.operators.OperatorsRig.here;
import static gateway.operators.OperatorsRig.now;
import static gateway.operators.OperatorsRig.owner;
import static gateway.operators.OperatorsRig.there;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.compliance.Movement;
import gateway.customers.KycTier;
import gateway.customers.Phone;
import gateway.operators.Announced.Bounds;
import gateway.operators.OperatorTransaction.State;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Top-ups pass what the bank asks: limits, orders of the state, its own decisions; monitoring and the outbox hear. */
class CheckedTopUpsModuleTest {

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

    private static Mono<Outcome> announce(int turn, String id, String phone, long minor, boolean atOnce) {
        var begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return take(turn)
                .announce(new Announced(
                        key(id),
                        new PaidFor.PhoneOf(Phone.parse(phone).orElseThrow()),
                        phone,
                        new Money(minor, Asset.UZS),
                        new Bounds(1, 1_000_000),
                        begun,
                        begun.plusSeconds(3600),
                        atOnce));
    }

    private static TakeTransactions take(int turn) {
        return (turn % 2 == 0 ? here : there).bean(TakeTransactions.class);
    }

    private static String person(String phone, int tier) {
        OperatorsRig.person(phone);
        Watched.TIERS.put(owner(phone), KycTier.values()[tier]);
        return phone;
    }

    private static Why no(Mono<Outcome> outcome) {
        return now(outcome) instanceof Outcome.No(var why, var _) ? why : null;
    }

    private static List<String> told(String id) {
        var transaction = now(here.bean(Transactions.class).find(key(id))).orElseThrow();
        return now(here.bean(DatabaseClient.class)
                .sql("select type || ' ' || version as line from platform.outbox where subject = :id order by version")
                .bind("id", transaction.id())
                .map(row -> String.valueOf(row.get("line", String.class)))
                .all()
                .collectList());
    }

    /** A wallet that may hold 100.00: of 32 top-ups of 10.00 at once, announced or paid at once, exactly ten fit. */
    @Test
    void aWalletIsFilledExactlyHoweverManyCallAtOnce() {
        for (var atOnce : List.of(true, false)) {
            var phone = person(atOnce ? "998902000001" : "998902000002", 1);

            long done = now(Flux.fromStream(IntStream.range(0, 32).boxed())
                    .flatMap(n -> announce(n, "fill-" + atOnce + n, phone, 1_000, atOnce), 32)
                    .filter(Outcome.Done.class::isInstance)
                    .count());

            assertThat(done).isEqualTo(10);
            assertThat(balance(phone)).isEqualTo(atOnce ? 10_000 : 0);
            assertThat(no(announce(0, "more-" + atOnce, phone, 1, true))).isEqualTo(Why.LIMIT_EXCEEDED);
        }
    }

    @Test
    void whatIsCalledOffOrReturnedMakesRoomAgain() {
        var phone = person("998902000003", 1);
        assertThat(now(announce(0, "room-1", phone, 10_000, false))).isInstanceOf(Outcome.Done.class);
        assertThat(no(announce(1, "room-2", phone, 1, false))).isEqualTo(Why.LIMIT_EXCEEDED);

        now(take(1).cancel(key("room-1"), 1));
        assertThat(now(announce(0, "room-3", phone, 10_000, false))).isInstanceOf(Outcome.Done.class);
        assertThat(now(take(0).perform(key("room-3")))).isInstanceOf(Outcome.Done.class);
        assertThat(no(announce(1, "room-4", phone, 1, true))).isEqualTo(Why.LIMIT_EXCEEDED);

        now(take(1).cancel(key("room-3"), 5));
        assertThat(now(announce(0, "room-5", phone, 10_000, true))).isInstanceOf(Outcome.Done.class);
        assertThat(told("room-3")).containsExactly("topup.completed 2", "topup.returned 3");
        assertThat(told("room-5")).containsExactly("topup.completed 1");
        assertThat(told("room-1")).isEmpty();
    }

    /** Each counts once, and so do its twins; what goes back is counted no more. */
    @Test
    void twinsOfACallCountOnce() {
        var phone = person("998902000004", 3);
        for (int n = 0; n < 3; n++) {
            var id = "twin-" + n;
            var all = now(Flux.fromStream(IntStream.range(0, 8).boxed())
                    .flatMap(turn -> announce(turn, id, phone, 100, true), 8)
                    .collectList());
            assertThat(all).noneMatch(Outcome.No.class::isInstance);
        }
        assertThat(no(announce(0, "twin-3", phone, 100, true))).isEqualTo(Why.LIMIT_EXCEEDED);

        now(take(0).cancel(key("twin-0"), 5));
        now(take(1).cancel(key("twin-0"), 5));
        assertThat(now(announce(0, "twin-4", phone, 100, true))).isInstanceOf(Outcome.Done.class);
        assertThat(no(announce(0, "twin-5", phone, 100, true))).isEqualTo(Why.LIMIT_EXCEEDED);
    }

    @Test
    void anOrderOrADecisionStopsWhatBeganBefore() {
        for (var stopped : List.of(Watched.STOPPED, Watched.RESTRICTED)) {
            var phone = person(stopped == Watched.STOPPED ? "998902000005" : "998902000006", 2);
            now(announce(0, "stop-1" + phone, phone, 500, false));
            now(announce(0, "stop-2" + phone, phone, 700, true));

            stopped.add(owner(phone));
            assertThat(no(announce(0, "stop-3" + phone, phone, 500, true))).isEqualTo(Why.PAYEE_STOPPED);
            assertThat(no(take(1).perform(key("stop-1" + phone)))).isEqualTo(Why.PAYEE_STOPPED);
            assertThat(no(take(0).cancel(key("stop-2" + phone), 5))).isEqualTo(Why.CANNOT_GIVE_BACK);
            assertThat(balance(phone)).isEqualTo(700);

            stopped.remove(owner(phone));
            assertThat(now(take(1).perform(key("stop-1" + phone)))).isInstanceOf(Outcome.Done.class);
            assertThat(now(take(0).cancel(key("stop-2" + phone), 5))).isInstanceOf(Outcome.Done.class);
            assertThat(balance(phone)).isEqualTo(500);
        }
    }

    /** Whose payer has been debited may wait for nothing: it is called off with the very refusal, for good. */
    @Test
    void whatNobodyMayBeCreditedAfterTheDebitIsCalledOffAtOnce() {
        for (var stopped : List.of(Watched.STOPPED, Watched.RESTRICTED)) {
            var phone = person(stopped == Watched.STOPPED ? "998902000009" : "998902000010", 1);
            var id = "debited-" + phone;
            now(announce(0, id, phone, 10_000, false));

            stopped.add(owner(phone));
            var all = now(Flux.fromStream(IntStream.range(0, 16).boxed())
                    .flatMap(turn -> take(turn).performOrCallOff(key(id)), 16)
                    .collectList());
            stopped.remove(owner(phone));

            assertThat(all).allMatch(Outcome.No.class::isInstance);
            assertThat(now(here.bean(Transactions.class).find(key(id)))
                            .orElseThrow()
                            .state())
                    .isInstanceOfSatisfying(
                            State.Cancelled.class, it -> assertThat(it.reason()).isEqualTo(1));
            assertThat(no(take(1).performOrCallOff(key(id)))).isEqualTo(Why.ALREADY_CANCELLED);
            assertThat(balance(phone)).isZero();
            // What it had reserved of the wallet's limit is free again.
            assertThat(now(announce(0, id + "-again", phone, 10_000, true))).isInstanceOf(Outcome.Done.class);
        }
    }

    /** An order that ends between two twins lets one of them pay; the other must not take that back. */
    @Test
    void callingOffLeavesWhatATwinPerformed() {
        var phone = person("998902000011", 3);
        for (int n = 0; n < 8; n++) {
            var id = key("twins-" + n);
            now(announce(n, id.theirId(), phone, 100, false));
            Watched.STOPPED.add(owner(phone));
            var both = now(Flux.merge(
                            take(0).performOrCallOff(id),
                            Mono.fromRunnable(() -> Watched.STOPPED.remove(owner(phone)))
                                    .then(take(1).performOrCallOff(id)))
                    .collectList());
            var state =
                    now(here.bean(Transactions.class).find(id)).orElseThrow().state();

            assertThat(state).isInstanceOfAny(State.Performed.class, State.Cancelled.class);
            assertThat(both.stream().filter(Outcome.No.class::isInstance).count())
                    .isEqualTo(state instanceof State.Performed ? 0 : 2);
            now(take(0).cancel(id, 5));
        }
    }

    /** What was announced while nothing stood against it can still be called off. */
    @Test
    void callingOffIsNeverStopped() {
        var phone = person("998902000007", 2);
        now(announce(0, "off-1", phone, 500, false));
        Watched.STOPPED.add(owner(phone));

        assertThat(now(take(1).cancel(key("off-1"), 5))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void monitoringHearsOfMoneyThatCameIn() {
        var phone = person("998902000008", 2);
        now(announce(0, "seen-1", phone, 500, false));
        now(take(0).perform(key("seen-1")));

        var customer = owner(phone);
        assertThat(Watched.MOVEMENTS.stream()
                        .filter(it -> it.customer().equals(customer))
                        .toList())
                .isNotEmpty()
                .allSatisfy(it -> {
                    assertThat(it.direction()).isEqualTo(Movement.Direction.IN);
                    assertThat(it.amount().minor()).isEqualTo(500);
                });
    }
}
