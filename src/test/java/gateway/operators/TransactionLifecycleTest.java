package gateway.operators;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.operators.Announced.Bounds;
import gateway.operators.OperatorTransaction.State;
import gateway.operators.OperatorTransaction.State.Cancelled;
import gateway.operators.OperatorTransaction.State.Created;
import gateway.operators.OperatorTransaction.State.Performed;
import gateway.operators.OperatorTransaction.State.Returned;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.operators.TransactionLifecycle.Step;
import gateway.operators.TransactionLifecycle.Step.Expire;
import gateway.operators.TransactionLifecycle.Step.Move;
import gateway.operators.TransactionLifecycle.Step.Refuse;
import gateway.operators.TransactionLifecycle.Step.Stay;
import gateway.payments.Onward;
import gateway.payments.PassOn.Passed;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TransactionLifecycleTest {

    private static final Instant BEGUN = Instant.parse("2026-11-26T10:00:00Z");
    private static final Instant OVER = BEGUN.plusSeconds(43_200);
    private static final Instant IN_TIME = OVER.minusMillis(1);
    private static final State CREATED = new Created();
    private static final State PERFORMED = new Performed(BEGUN.plusSeconds(1));
    private static final State CANCELLED = new Cancelled(BEGUN.plusSeconds(2), 1);
    private static final State RETURNED = new Returned(BEGUN.plusSeconds(1), BEGUN.plusSeconds(3), 5);

    private static OperatorTransaction in(State state) {
        return in(state, null);
    }

    private static OperatorTransaction onItsWay(Onward.Stage stage) {
        return in(PERFORMED, new Onward(payment(3), stage, null, List.of()));
    }

    @ParameterizedTest
    @EnumSource(Onward.Stage.class)
    void givesBackWhatCameForACardOnceItIsSureThatTheCardDoesNotHaveIt(Onward.Stage stage) {
        var it = onItsWay(stage);

        var step = TransactionLifecycle.cancel(it, 5, OVER);

        assertThat(step)
                .isEqualTo(
                        stage == Onward.Stage.KEPT
                                ? new Move(it.in(new Returned(BEGUN.plusSeconds(1), OVER, 5)))
                                : new Refuse(Why.CANNOT_GIVE_BACK));
    }

    @Test
    void isOnItsWayFromTheMomentItIsPerformed() {
        var announced = Onward.announced(payment(3));

        var step = TransactionLifecycle.perform(in(CREATED, announced), IN_TIME);

        assertThat(step)
                .isEqualTo(new Move(in(CREATED, announced).in(new Performed(IN_TIME))))
                .extracting(it -> ((Move) it).next().onward())
                .isEqualTo(new Onward(announced.payment(), Onward.Stage.ON_ITS_WAY, IN_TIME, List.of()));
    }

    @Test
    void isLookedAfterUntilItsNewsIsCertain() {
        var way = Onward.announced(payment(3)).performed(IN_TIME);

        assertThat(way.heard(Passed.UNDER_WAY)).isEqualTo(way);
        assertThat(way.heard(Passed.NOT_NOW)).isEqualTo(way);
        for (var certain : List.of(Passed.ARRIVED, Passed.STAYED, Passed.UNCLEAR)) {
            assertThat(way.heard(certain).lookAt()).isNull();
        }
    }

    @Test
    void isPassedOnAnewByPaymentsOfTheirOwnAndNotForEver() {
        var way = Onward.announced(payment(1)).performed(BEGUN);
        var paid = List.of(payment(1), payment(2), payment(3), payment(4));

        for (int next = 1; next < Onward.PAYMENTS; next++) {
            assertThat(way.mayBeTriedAgain()).isTrue();
            way = way.again(paid.get(next), IN_TIME);
            assertThat(way)
                    .isEqualTo(new Onward(paid.get(next), Onward.Stage.ON_ITS_WAY, IN_TIME, paid.subList(0, next)));
        }

        assertThat(way.mayBeTriedAgain()).isFalse();
        assertThat(way.heard(Passed.UNDELIVERED))
                .isEqualTo(new Onward(payment(4), Onward.Stage.KEPT, null, paid.subList(0, 3)));
    }

    private static PaymentId payment(long number) {
        return new PaymentId(new UUID(0x7002, 0x8000_0000_0000_0000L | number));
    }

    private static OperatorTransaction in(State state, @Nullable Onward onward) {
        var owner = new CustomerId(new UUID(0x7000, 0x8000_0000_0000_0001L));
        return new OperatorTransaction(
                new TransactionKey(new Operator("payme"), "5305e3bab097f420a62ced0b"),
                new UUID(0x7001, 0x8000_0000_0000_0002L),
                100_001,
                new Payable.Wallet(owner),
                "998901234567",
                null,
                new Money(500_000, Asset.UZS),
                TransactionFees.NONE,
                BEGUN,
                BEGUN,
                OVER,
                state,
                onward,
                3);
    }

    private static Announced again(String account, long minor) {
        return new Announced(
                in(CREATED).key(),
                PaidFor.of(account),
                account,
                new Money(minor, Asset.UZS),
                new Bounds(1, 1_000_000),
                BEGUN,
                OVER,
                false);
    }

    static Stream<Arguments> performs() {
        return Stream.of(
                Arguments.of(CREATED, IN_TIME, new Move(moved(CREATED, new Performed(IN_TIME)))),
                Arguments.of(CREATED, OVER, new Expire(moved(CREATED, new Cancelled(OVER, 4)))),
                Arguments.of(PERFORMED, OVER, new Stay(in(PERFORMED))),
                Arguments.of(CANCELLED, IN_TIME, new Refuse(Why.ALREADY_CANCELLED)),
                Arguments.of(RETURNED, IN_TIME, new Refuse(Why.ALREADY_CANCELLED)));
    }

    private static OperatorTransaction moved(State from, State to) {
        return in(from).in(to);
    }

    @ParameterizedTest
    @MethodSource("performs")
    void performsWhatWaitsAndNothingElse(State state, Instant now, Step step) {
        assertThat(TransactionLifecycle.perform(in(state), now)).isEqualTo(step);
    }

    static Stream<Arguments> cancels() {
        return Stream.of(
                Arguments.of(CREATED, new Move(moved(CREATED, new Cancelled(OVER, 5)))),
                Arguments.of(PERFORMED, new Move(moved(PERFORMED, new Returned(BEGUN.plusSeconds(1), OVER, 5)))),
                Arguments.of(CANCELLED, new Stay(in(CANCELLED))),
                Arguments.of(RETURNED, new Stay(in(RETURNED))));
    }

    @ParameterizedTest
    @MethodSource("cancels")
    void cancelsAtAnyTimeAndKeepsTheFirstReason(State state, Step step) {
        assertThat(TransactionLifecycle.cancel(in(state), 5, OVER)).isEqualTo(step);
    }

    @Test
    void callsOffWhatWaitsAndNothingElse() {
        assertThat(TransactionLifecycle.callOff(in(CREATED), IN_TIME))
                .isEqualTo(new Move(moved(CREATED, new Cancelled(IN_TIME, 1))));
        for (var state : List.of(PERFORMED, CANCELLED, RETURNED)) {
            assertThat(TransactionLifecycle.callOff(in(state), IN_TIME)).isEqualTo(new Stay(in(state)));
        }
    }

    static Stream<Arguments> announcements() {
        return Stream.of(
                Arguments.of(CREATED, IN_TIME, new Stay(in(CREATED))),
                Arguments.of(CREATED, OVER, new Expire(moved(CREATED, new Cancelled(OVER, 4)))),
                Arguments.of(PERFORMED, OVER, new Stay(in(PERFORMED))),
                Arguments.of(CANCELLED, IN_TIME, new Refuse(Why.ALREADY_CANCELLED)),
                Arguments.of(RETURNED, IN_TIME, new Refuse(Why.ALREADY_CANCELLED)));
    }

    @ParameterizedTest
    @MethodSource("announcements")
    void hearsARepeatedAnnouncement(State state, Instant now, Step step) {
        assertThat(TransactionLifecycle.announcedAgain(in(state), again("998901234567", 500_000), now))
                .isEqualTo(step);
    }

    @Test
    void takesNoOtherContentUnderTheSameName() {
        var other = new Refuse(Why.OTHER_CONTENT);

        assertThat(TransactionLifecycle.announcedAgain(in(CREATED), again("998901234567", 500_001), IN_TIME))
                .isEqualTo(other);
        assertThat(TransactionLifecycle.announcedAgain(in(PERFORMED), again("998901234568", 500_000), IN_TIME))
                .isEqualTo(other);
    }

    @Test
    void expiresOnlyWhatWaits() {
        assertThat(TransactionLifecycle.expireIfDue(in(CREATED), IN_TIME)).isEqualTo(new Stay(in(CREATED)));
        assertThat(TransactionLifecycle.expireIfDue(in(CREATED), OVER)).isInstanceOf(Expire.class);
        assertThat(TransactionLifecycle.expireIfDue(in(PERFORMED), OVER)).isEqualTo(new Stay(in(PERFORMED)));
    }
}
