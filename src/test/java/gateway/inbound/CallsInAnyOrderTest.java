package gateway.inbound;

import static gateway.inbound.CallsInAnyOrderTest.Call.CONFIRM;
import static gateway.inbound.CallsInAnyOrderTest.Call.EXPIRE;
import static gateway.inbound.CallsInAnyOrderTest.Call.FAIL;
import static gateway.inbound.CallsInAnyOrderTest.Call.FORGET;
import static gateway.inbound.CallsInAnyOrderTest.Call.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.Arrival.State;
import gateway.inbound.ArrivalLifecycle.Step;
import gateway.shared.EveryOrder;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PartnerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a partner and people of the bank say of one arrival, in every order and again: the customer has it once. */
class CallsInAnyOrderTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final Instant LAST = NOW.plusSeconds(1_200);
    private static final Duration REVIEW = Duration.ofHours(24);

    /** A confirmation of somebody whose name is like one on a list makes people look. */
    enum Call {
        CONFIRM,
        RELEASE,
        FAIL,
        /** Its time, and that of whoever looks at it. */
        EXPIRE,
        /** Nobody decided in time. */
        FORGET
    }

    /** The arrival as it is here, and how often it moved money. */
    private static final class Heard {

        private final boolean listed;
        private Arrival it = approved();
        private Instant now = NOW;
        private int moved;

        Heard(boolean listed) {
            this.listed = listed;
        }

        Heard hear(List<Call> calls) {
            calls.forEach(this::hear);
            return this;
        }

        private void hear(Call call) {
            now = now.plusSeconds(1);
            if ((call == EXPIRE || call == FORGET) && now.isBefore(it.expiresAt())) {
                now = it.expiresAt();
            }
            var before = it;
            switch (step(call)) {
                case Step.Move(var next) -> become(next);
                case Step.Release(var next) -> become(next);
                case Step.Expire(var next) -> become(next);
                case Step.Refuse _ -> {}
            }
            if (before.state() instanceof State.Succeeded || before.state() instanceof State.Failed) {
                assertThat(it).as("what is over").isEqualTo(before);
            }
            assertThat(moved).isEqualTo(it.state() instanceof State.Succeeded ? 1 : 0);
        }

        private Step step(Call call) {
            return switch (call) {
                case CONFIRM ->
                    listed && it.state() instanceof State.Approved && now.isBefore(it.expiresAt())
                            ? ArrivalLifecycle.review(it, No.STOPPED, now.plus(REVIEW))
                            : ArrivalLifecycle.confirm(it, now);
                case RELEASE -> ArrivalLifecycle.release(it, now);
                case FAIL -> ArrivalLifecycle.fail(it, No.NO_FUNDS, now);
                case EXPIRE -> ArrivalLifecycle.expire(it, now);
                case FORGET -> ArrivalLifecycle.decline(it, now);
            };
        }

        private void become(Arrival next) {
            assertThat(next.version()).isEqualTo(it.version() + 1);
            it = next;
            moved += ArrivalPostings.transfers(next).isEmpty() ? 0 : 1;
        }

        String end() {
            return it.state().getClass().getSimpleName();
        }
    }

    static Stream<List<Call>> orders() {
        return Stream.of(
                        List.of(CONFIRM, RELEASE, FAIL, EXPIRE, FORGET),
                        List.of(CONFIRM, CONFIRM, RELEASE, RELEASE, FAIL),
                        List.of(CONFIRM, CONFIRM, EXPIRE, EXPIRE, FORGET))
                .flatMap(calls -> EveryOrder.of(calls).stream());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aRepeatOfEachCallChangesNothing(List<Call> calls) {
        for (boolean listed : List.of(false, true)) {
            var once = new Heard(listed).hear(calls);

            var twice = new Heard(listed).hear(EveryOrder.doubled(calls));

            assertThat(twice.end()).isEqualTo(once.end());
            assertThat(twice.moved).isEqualTo(once.moved);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void comesToAnEndWhenTimeIsOver(List<Call> calls) {
        for (boolean listed : List.of(false, true)) {
            assertThat(new Heard(listed)
                            .hear(calls)
                            .hear(List.of(EXPIRE, FORGET))
                            .end())
                    .isIn("Succeeded", "Failed");
        }
    }

    @Test
    void allOrdersOfWhatIsConfirmedInTimeGiveItToTheCustomerOnce() {
        for (var calls : EveryOrder.of(List.of(CONFIRM, CONFIRM, CONFIRM, RELEASE, RELEASE))) {
            var plain = new Heard(false).hear(calls);
            var listed = new Heard(true).hear(calls).hear(List.of(RELEASE));

            assertThat(plain.end()).as("%s", calls).isEqualTo("Succeeded");
            assertThat(listed.end()).as("%s", calls).isEqualTo("Succeeded");
        }
    }

    @Test
    void nothingComesThatPeopleDidNotLetGo() {
        for (var calls : EveryOrder.of(List.of(CONFIRM, CONFIRM, FAIL, EXPIRE, FORGET))) {
            assertThat(new Heard(true).hear(calls).moved).as("%s", calls).isZero();
        }
    }

    private static Arrival approved() {
        return new Arrival(
                new ArrivalKey(new PartnerId(new UUID(1, 0x100)), "a1"),
                new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0500L),
                new CustomerId(new UUID(3, 0x200)),
                new Sender("TESTOV IVAN", "4000", "KZ", null, null, "N1"),
                new Money(1_234, Asset.USD),
                new Money(14_685_000, Asset.UZS),
                new BigDecimal("119.0000"),
                NOW,
                LAST,
                new State.Approved(),
                1);
    }
}
