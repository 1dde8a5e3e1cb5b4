package gateway.payments;

import static gateway.payments.Examples.ATTEMPT;
import static gateway.payments.Examples.CREDIT;
import static gateway.payments.Examples.NOW;
import static gateway.payments.Examples.SETTLED;
import static gateway.payments.Examples.approved;
import static gateway.payments.Examples.billToCard;
import static gateway.payments.Examples.billToMerchant;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.SystemAccounts;
import gateway.payments.Payment.Denial;
import gateway.payments.Payment.State;
import gateway.payments.PaymentInput.CancelRequested;
import gateway.payments.PaymentInput.DebitAnswered;
import gateway.payments.PaymentInput.DebitFound;
import gateway.payments.PaymentInput.DebitUndone;
import gateway.payments.Step.Accepted;
import gateway.payments.Step.AlreadyDone;
import gateway.payments.Step.Rejected;
import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A bill is paid, thrown away, forgotten, called off, or paid when nobody waits for it any more. */
class BillLifecycleTest {

    private static final Instant UNTIL = NOW.plus(Duration.ofMinutes(30));
    private static final Instant OVERDUE = NOW.plus(Duration.ofHours(25));
    private static final String BILL = "5000001";
    private static final Finding PAID = new Finding.Done(approved());
    private static final Finding NOT_PAID = new Finding.NotFound();
    private static final Finding SILENT = new Finding.Unclear("silence");
    private static final Finding GONE = new Finding.Refused(new Outcome.Declined(DeclineReason.NOT_PAID, "-99"));
    private static final State AWAITING = new State.AwaitingPayer(ATTEMPT, BILL, UNTIL, 2);

    @Test
    void aBillThatIsShownIsWaitedFor() {
        var step = accepted(
                billToMerchant(new State.Debiting(ATTEMPT)), new DebitAnswered(new Outcome.Waiting(BILL), null), NOW);

        assertThat(step.next().state()).isEqualTo(new State.AwaitingPayer(ATTEMPT, BILL, UNTIL, 0));
        assertThat(step.transfers()).isEmpty();
    }

    @Test
    void afterSilenceABillMayStandSoThatItIsWaitedForWithoutAName() {
        var silent = billToMerchant(new State.DebitUnknown(ATTEMPT, 0, "silence", NOW.minusSeconds(60)));

        assertThat(accepted(silent, found(NOT_PAID, NOW), NOW).next().state())
                .isEqualTo(new State.AwaitingPayer(ATTEMPT, null, UNTIL, 0));
        assertThat(accepted(silent, found(SILENT, NOW), NOW).next().state()).isInstanceOf(State.DebitUnknown.class);
        assertThat(accepted(silent, found(PAID, NOW), NOW).next().state())
                .isEqualTo(new State.Completed(SETTLED, null, NOW));
    }

    @Test
    void whatIsPaidInTimePaysTheMerchantOrTheCard() {
        var toMerchant = accepted(billToMerchant(AWAITING), found(PAID, NOW), NOW);
        var toCard = accepted(billToCard(AWAITING), new DebitFound(PAID, CREDIT, NOW), NOW);

        assertThat(toMerchant.next().state()).isEqualTo(new State.Completed(SETTLED, null, NOW));
        assertThat(toMerchant.transfers()).singleElement().isInstanceOf(Direct.class);
        assertThat(toCard.next().state()).isEqualTo(new State.Crediting(SETTLED, CREDIT));
    }

    @Test
    void whatTheCustomerThrowsAwayIsDeclined() {
        var step = accepted(billToMerchant(AWAITING), found(GONE, NOW), NOW);

        assertThat(step.next().state())
                .isEqualTo(new State.Declined(new Denial(DeclineReason.NOT_PAID, ATTEMPT.processor(), "-99"), NOW));
        assertThat(step.transfers()).isEmpty();
    }

    /** Click may have got it twice, shown the first and refused the second. */
    @Test
    void aBillThatIsRefusedIsGivenUpAndWatched() {
        var no = new Outcome.Declined(DeclineReason.DO_NOT_HONOUR, "-1");
        var denial = new Denial(DeclineReason.DO_NOT_HONOUR, ATTEMPT.processor(), "-1");
        var refused = accepted(billToMerchant(new State.Debiting(ATTEMPT)), new DebitAnswered(no, null), NOW)
                .next();

        assertThat(refused.state()).isEqualTo(new State.Withdrawing(ATTEMPT, null, denial, 0));
        assertThat(accepted(refused, found(PAID, NOW), NOW).next().state())
                .isEqualTo(new State.Reversing(SETTLED, denial, 0));
        assertThat(accepted(refused, found(NOT_PAID, OVERDUE), OVERDUE).next().state())
                .isEqualTo(new State.Declined(denial, OVERDUE));
        assertThat(PaymentLifecycle.step(refused, new CancelRequested(), NOW)).isEqualTo(new AlreadyDone(refused));
    }

    @Test
    void whatIsTurnedAwayAtTheDoorIsNoBill() {
        var no = new Outcome.Declined(DeclineReason.RAIL_FAILURE, "401");

        assertThat(accepted(billToMerchant(new State.Debiting(ATTEMPT)), new DebitAnswered(no, null), NOW)
                        .next()
                        .state())
                .isEqualTo(new State.Declined(new Denial(DeclineReason.RAIL_FAILURE, ATTEMPT.processor(), "401"), NOW));
        assertThat(accepted(Examples.cardToMerchant(new State.Debiting(ATTEMPT)), new DebitAnswered(no, null), NOW)
                        .next()
                        .state())
                .isInstanceOf(State.Declined.class);
    }

    /** So that one bad answer at the very end needs no person. */
    @Test
    void aBillIsOverInTimeForMoreThanOneQuestion() {
        var off = billToMerchant(withdrawing(DeclineReason.CALLED_OFF, 4));
        var closing = BillLifecycle.closing(off);

        assertThat(closing).isEqualTo(off.finalBy().minus(Duration.ofMinutes(5)));
        assertThat(accepted(off, found(NOT_PAID, closing.minusMillis(1)), closing)
                        .next()
                        .state())
                .isInstanceOf(State.Withdrawing.class);
        assertThat(accepted(off, found(SILENT, closing), closing).next().state())
                .isInstanceOf(State.Withdrawing.class);
        assertThat(accepted(off, found(NOT_PAID, closing), closing).next().state())
                .isEqualTo(new State.Cancelled(closing));
        var schedule = new CheckSchedule(Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofSeconds(20));
        assertThat(schedule.next(off, closing.minusSeconds(1))).isEqualTo(closing);
        assertThat(schedule.next(off, closing)).isEqualTo(closing.plusSeconds(20));
    }

    @Test
    void onlyAQuestionAfterTheEndGivesABillUp() {
        var late = UNTIL.plusSeconds(5);

        assertThat(accepted(billToMerchant(AWAITING), found(NOT_PAID, UNTIL), late)
                        .next()
                        .state())
                .isEqualTo(new State.AwaitingPayer(ATTEMPT, BILL, UNTIL, 3));
        assertThat(accepted(billToMerchant(AWAITING), found(NOT_PAID, late), late)
                        .next()
                        .state())
                .isEqualTo(withdrawing(DeclineReason.NOT_PAID, 0));
        assertThat(accepted(billToMerchant(AWAITING), found(PAID, late), late)
                        .next()
                        .state())
                .as("paid before it was given up")
                .isInstanceOf(State.Completed.class);
    }

    @Test
    void aCustomerCallsABillOffOnce() {
        var off = accepted(billToMerchant(AWAITING), new CancelRequested(), NOW);

        assertThat(off.next().state()).isEqualTo(withdrawing(DeclineReason.CALLED_OFF, 0));
        assertThat(off.next().isFinal()).isFalse();
        assertThat(PaymentLifecycle.step(off.next(), new CancelRequested(), NOW))
                .isEqualTo(new AlreadyDone(off.next()));
    }

    @Test
    void aBillOfWhichNothingIsKnownCanBeCalledOffAndACardCannot() {
        var silent = new State.DebitUnknown(ATTEMPT, 0, "silence", NOW);

        assertThat(accepted(billToMerchant(silent), new CancelRequested(), NOW)
                        .next()
                        .state())
                .isEqualTo(new State.Withdrawing(
                        ATTEMPT, null, new Denial(DeclineReason.CALLED_OFF, ATTEMPT.processor(), null), 0));
        assertThat(PaymentLifecycle.step(Examples.cardToMerchant(silent), new CancelRequested(), NOW))
                .isInstanceOf(Rejected.class);
        assertThat(PaymentLifecycle.step(billToMerchant(new State.Debiting(ATTEMPT)), new CancelRequested(), NOW))
                .as("it is just being shown, and can be called off in a moment")
                .isEqualTo(new Rejected(PaymentProblem.PAYMENT_CHANGED));
    }

    @ParameterizedTest
    @EnumSource(
            value = DeclineReason.class,
            names = {"NOT_PAID", "CALLED_OFF"})
    void whatIsPaidLateGoesBackToWhomItCameFrom(DeclineReason why) {
        var given = billToMerchant(withdrawing(why, 4));

        var late = accepted(given, found(PAID, NOW), NOW);
        var back = accepted(late.next(), new DebitUndone(new Reversal.Reversed("0")), NOW);

        var cause = new Denial(why, ATTEMPT.processor(), null);
        assertThat(late.next().state()).isEqualTo(new State.Reversing(SETTLED, cause, 0));
        assertThat(late.transfers())
                .singleElement()
                .isInstanceOfSatisfying(
                        Direct.class,
                        it -> assertThat(it.credit())
                                .as("nobody is paid by it")
                                .isEqualTo(SystemAccounts.transit(given.amount().asset(), given.shard())));
        assertThat(back.next().state()).isEqualTo(new State.Reversed(SETTLED, cause, NOW));
        assertThat(back.transfers()).hasSize(1);
        assertThat(accepted(late.next(), new DebitUndone(new Reversal.Refused("-10")), NOW)
                        .next()
                        .state())
                .isInstanceOf(State.NeedsOperator.class);
    }

    @Test
    void aBillThatIsGivenUpIsWatchedUntilItIsOverOrTheTimeIs() {
        var off = billToMerchant(withdrawing(DeclineReason.CALLED_OFF, 4));
        var forgotten = billToMerchant(withdrawing(DeclineReason.NOT_PAID, 4));

        assertThat(accepted(off, found(NOT_PAID, NOW), NOW).next().state())
                .isEqualTo(withdrawing(DeclineReason.CALLED_OFF, 5));
        assertThat(accepted(off, found(NOT_PAID, NOW), OVERDUE).next().state())
                .as("asked too early to end it")
                .isEqualTo(withdrawing(DeclineReason.CALLED_OFF, 5));
        assertThat(accepted(off, found(GONE, NOW), NOW).next().state()).isEqualTo(new State.Cancelled(NOW));
        assertThat(accepted(off, found(NOT_PAID, OVERDUE), OVERDUE).next().state())
                .isEqualTo(new State.Cancelled(OVERDUE));
        assertThat(accepted(forgotten, found(GONE, NOW), NOW).next().state())
                .isEqualTo(new State.Declined(new Denial(DeclineReason.NOT_PAID, ATTEMPT.processor(), null), NOW));
        assertThat(accepted(off, found(SILENT, OVERDUE), OVERDUE).next().state())
                .as("nobody can say whether it was paid")
                .isInstanceOf(State.NeedsOperator.class);
    }

    /** Its twin may have called it off, and the answer been lost. */
    @Test
    void whoCallsOffAgainWhatCameToNothingIsNotRefused() {
        var cause = new Denial(DeclineReason.CALLED_OFF, ATTEMPT.processor(), null);

        for (var state : List.of(
                new State.Reversing(SETTLED, cause, 1),
                new State.Reversed(SETTLED, cause, NOW),
                new State.Declined(new Denial(DeclineReason.NOT_PAID, ATTEMPT.processor(), null), NOW),
                new State.NeedsOperator(ATTEMPT, null, "reversal refused", NOW))) {
            var given = billToMerchant(state);
            assertThat(PaymentLifecycle.step(given, new CancelRequested(), NOW)).isEqualTo(new AlreadyDone(given));
            assertThat(PaymentLifecycle.step(Examples.cardToMerchant(state), new CancelRequested(), NOW))
                    .isInstanceOf(Rejected.class);
        }
        assertThat(PaymentLifecycle.step(
                        billToMerchant(new State.Completed(SETTLED, null, NOW)), new CancelRequested(), NOW))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void anAnswerThatComesAfterAnotherNodeTookItUpChangesNothing() {
        var awaiting = billToMerchant(AWAITING);

        assertThat(PaymentLifecycle.step(awaiting, new DebitAnswered(new Outcome.Waiting("7"), null), NOW))
                .isEqualTo(new AlreadyDone(awaiting));
    }

    private static State withdrawing(DeclineReason why, int checks) {
        return new State.Withdrawing(ATTEMPT, BILL, new Denial(why, ATTEMPT.processor(), null), checks);
    }

    private static DebitFound found(Finding finding, Instant asked) {
        return new DebitFound(finding, null, asked);
    }

    private static Accepted accepted(Payment payment, PaymentInput input, Instant now) {
        return (Accepted) PaymentLifecycle.step(payment, input, now);
    }
}
