package gateway.operators;

import static gateway.operators.CallsInAnyOrderTest.Call.ANNOUNCE;
import static gateway.operators.CallsInAnyOrderTest.Call.CALL_OFF;
import static gateway.operators.CallsInAnyOrderTest.Call.CANCEL;
import static gateway.operators.CallsInAnyOrderTest.Call.EXPIRE;
import static gateway.operators.CallsInAnyOrderTest.Call.PERFORM;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.operators.Announced.Bounds;
import gateway.operators.OperatorTransaction.State;
import gateway.operators.OperatorTransaction.State.Created;
import gateway.operators.OperatorTransaction.State.Performed;
import gateway.operators.OperatorTransaction.State.Returned;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.operators.TransactionLifecycle.Step;
import gateway.payments.Onward;
import gateway.shared.EveryOrder;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An operator's calls about one payment, in every order and again: whatever comes first, money moves once at most. */
class CallsInAnyOrderTest {

    private static final Instant BEGUN = Instant.parse("2026-11-26T10:00:00Z");
    private static final Instant OVER = BEGUN.plusSeconds(43_200);
    private static final UUID OWNER = new UUID(0x7000, 0x8000_0000_0000_0001L);

    /** What an operator says, and what we do by ourselves when the time is over. */
    enum Call {
        ANNOUNCE,
        PERFORM,
        CANCEL,
        EXPIRE,
        /** We find that the payee cannot take it. */
        CALL_OFF
    }

    /** The payment as it is here, and what moved for it. */
    private static final class Told {

        private final boolean toCard;
        private @Nullable OperatorTransaction it;
        private Instant now = BEGUN;
        private int came;
        private int wentBack;

        Told(boolean toCard) {
            this.toCard = toCard;
        }

        Told hear(List<Call> calls) {
            calls.forEach(this::hear);
            return this;
        }

        private void hear(Call call) {
            now = call == EXPIRE && now.isBefore(OVER) ? OVER : now.plusSeconds(1);
            if (it != null) {
                follow(it, step(it, call));
            } else if (call == ANNOUNCE && now.isBefore(OVER)) {
                it = fresh(toCard);
            }
            assertThat(came).isBetween(0, 1);
            assertThat(wentBack).isBetween(0, came);
            assertThat(came - wentBack).isEqualTo(state() instanceof Performed ? 1 : 0);
        }

        private Step step(OperatorTransaction known, Call call) {
            return switch (call) {
                case ANNOUNCE -> TransactionLifecycle.announcedAgain(known, announced(known), now);
                case PERFORM -> TransactionLifecycle.perform(known, now);
                case CANCEL -> TransactionLifecycle.cancel(known, 5, now);
                case EXPIRE -> TransactionLifecycle.expireIfDue(known, now);
                case CALL_OFF -> TransactionLifecycle.callOff(known, now);
            };
        }

        private void follow(OperatorTransaction before, Step step) {
            switch (step) {
                case Step.Move(var next) -> become(before, next);
                case Step.Expire(var next) -> become(before, next);
                case Step.Stay _, Step.Refuse _ -> {}
            }
        }

        private void become(OperatorTransaction before, OperatorTransaction next) {
            assertThat(next.version()).isEqualTo(before.version() + 1);
            came += next.state() instanceof Performed ? 1 : 0;
            wentBack += next.state() instanceof Returned ? 1 : 0;
            it = next;
        }

        @Nullable
        State state() {
            return it == null ? null : it.state();
        }

        String end() {
            return it == null ? "nothing" : it.state().getClass().getSimpleName();
        }
    }

    static Stream<List<Call>> orders() {
        return Stream.of(
                        List.of(ANNOUNCE, ANNOUNCE, PERFORM, PERFORM, CANCEL),
                        List.of(ANNOUNCE, PERFORM, PERFORM, CANCEL, CANCEL),
                        List.of(ANNOUNCE, PERFORM, CANCEL, EXPIRE, EXPIRE),
                        List.of(ANNOUNCE, PERFORM, CALL_OFF, CANCEL, EXPIRE),
                        List.of(ANNOUNCE, ANNOUNCE, PERFORM, CANCEL, EXPIRE))
                .flatMap(calls -> EveryOrder.of(calls).stream());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aRepeatOfEachCallChangesNothing(List<Call> calls) {
        for (boolean toCard : List.of(false, true)) {
            var once = new Told(toCard).hear(calls);

            var twice = new Told(toCard).hear(EveryOrder.doubled(calls));

            assertThat(twice.end()).isEqualTo(once.end());
            assertThat(twice.came).isEqualTo(once.came);
            assertThat(twice.wentBack).isEqualTo(once.wentBack);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whoCallsOffInTheEndHasTheMoneyBack(List<Call> calls) {
        var told = new Told(false).hear(calls).hear(List.of(CANCEL));

        assertThat(told.came - told.wentBack).isZero();
        assertThat(told.end()).isIn("nothing", "Cancelled", "Returned");
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whatHasEndedStaysAsItIs(List<Call> calls) {
        var end = new Told(false).hear(calls).hear(List.of(CANCEL)).end();

        for (var more : EveryOrder.of(List.of(PERFORM, CANCEL, EXPIRE))) {
            assertThat(new Told(false)
                            .hear(calls)
                            .hear(List.of(CANCEL))
                            .hear(more)
                            .end())
                    .isEqualTo(end);
        }
    }

    @Test
    void allOrdersOfAPaymentThatNobodyCallsOffPayItOnce() {
        for (var calls : EveryOrder.of(List.of(ANNOUNCE, ANNOUNCE, PERFORM, PERFORM, PERFORM))) {
            var told = new Told(false).hear(calls).hear(List.of(ANNOUNCE, PERFORM));

            assertThat(told.end()).as("%s", calls).isEqualTo("Performed");
            assertThat(told.came).isEqualTo(1);
        }
    }

    @Test
    void allOrdersEndWhateverIsNotPaidWhenItsTimeIsOver() {
        for (var calls : EveryOrder.of(List.of(ANNOUNCE, ANNOUNCE, CANCEL, EXPIRE, EXPIRE))) {
            var told = new Told(false).hear(calls).hear(List.of(EXPIRE));

            assertThat(told.end()).as("%s", calls).isIn("nothing", "Cancelled");
            assertThat(told.came).isZero();
        }
    }

    private static OperatorTransaction fresh(boolean toCard) {
        var owner = new CustomerId(OWNER);
        return new OperatorTransaction(
                new TransactionKey(new Operator("payme"), "5305e3bab097f420a62ced0b"),
                new UUID(0x7001, 0x8000_0000_0000_0002L),
                100_001,
                toCard
                        ? new Payable.CardOf(owner, new CardId(OWNER), gateway.cards.Scheme.HUMO)
                        : new Payable.Wallet(owner),
                "998901234567",
                null,
                new Money(500_000, Asset.UZS),
                TransactionFees.NONE,
                BEGUN,
                BEGUN,
                OVER,
                new Created(),
                toCard ? Onward.announced(new PaymentId(new UUID(0x7002, 0x8000_0000_0000_0003L))) : null,
                1);
    }

    private static Announced announced(OperatorTransaction it) {
        return new Announced(
                it.key(),
                PaidFor.of(it.account()),
                it.account(),
                it.amount(),
                new Bounds(1, 1_000_000),
                BEGUN,
                OVER,
                false);
    }
}
