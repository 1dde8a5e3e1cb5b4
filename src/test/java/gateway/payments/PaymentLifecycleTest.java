package gateway.payments;

import static gateway.payments.Examples.ATTEMPT;
import static gateway.payments.Examples.CREDIT;
import static gateway.payments.Examples.NOW;
import static gateway.payments.Examples.SETTLED;
import static gateway.payments.Examples.approved;
import static gateway.payments.Examples.cardToCard;
import static gateway.payments.Examples.cardToMerchant;
import static gateway.payments.Examples.walletToCard;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.Denial;
import gateway.payments.Payment.State;
import gateway.payments.PaymentInput.BooksRefused;
import gateway.payments.PaymentInput.CancelRequested;
import gateway.payments.PaymentInput.ConfirmationExpired;
import gateway.payments.PaymentInput.CreditAnswered;
import gateway.payments.PaymentInput.CreditFound;
import gateway.payments.PaymentInput.CreditUndone;
import gateway.payments.PaymentInput.DebitAnswered;
import gateway.payments.PaymentInput.DebitFound;
import gateway.payments.PaymentInput.DebitMovedOn;
import gateway.payments.PaymentInput.DebitUndone;
import gateway.payments.Step.Accepted;
import gateway.payments.Step.AlreadyDone;
import gateway.payments.Step.Rejected;
import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaymentLifecycleTest {

    private static final Outcome.Declined NO_FUNDS = new Outcome.Declined(DeclineReason.INSUFFICIENT_FUNDS, "51");

    @Test
    void anApprovedDebitPaysTheMerchantInTheSameStep() {
        var step = accepted(cardToMerchant(new State.Debiting(ATTEMPT)), new DebitAnswered(approved(), null));

        assertThat(step.next().state()).isEqualTo(new State.Completed(SETTLED, null, NOW));
        assertThat(step.transfers()).singleElement().isInstanceOf(Direct.class);
    }

    @Test
    void aDeclineMovesNothing() {
        var step = accepted(cardToMerchant(new State.Debiting(ATTEMPT)), new DebitAnswered(NO_FUNDS, null));

        assertThat(step.next().state())
                .isEqualTo(new State.Declined(new Denial(DeclineReason.INSUFFICIENT_FUNDS, "uzcard", "51"), NOW));
        assertThat(step.transfers()).isEmpty();
    }

    @Test
    void silenceIsNeverANo() {
        var step = accepted(
                cardToMerchant(new State.Debiting(ATTEMPT)), new DebitAnswered(new Outcome.Unknown("silence"), null));

        assertThat(step.next().state()).isEqualTo(new State.DebitUnknown(ATTEMPT, 0, "silence", NOW));
        assertThat(step.next().isFinal()).isFalse();
    }

    @Test
    void whatWasNotSentIsSentElsewhere() {
        var elsewhere = new Attempt("other", new MessageIdentity("ext-2"), "second choice", 2);
        var step = accepted(cardToMerchant(new State.Debiting(ATTEMPT)), new DebitMovedOn(elsewhere));

        assertThat(step.next().state()).isEqualTo(new State.Debiting(elsewhere));
        assertThat(step.transfers()).isEmpty();
    }

    @Test
    void neverGoesElsewhereAfterSilence() {
        var unknown = cardToMerchant(new State.DebitUnknown(ATTEMPT, 0, "silence", NOW));
        var elsewhere = new Attempt("other", new MessageIdentity("ext-2"), "second choice", 2);

        assertThat(PaymentLifecycle.step(unknown, new DebitMovedOn(elsewhere), NOW))
                .isEqualTo(new Step.AlreadyDone(unknown));
    }

    @Test
    void aRailThatKnowsNothingIsBelievedOnlyWhenNothingCanBeOnItsWay() {
        var unknown = cardToMerchant(new State.DebitUnknown(ATTEMPT, 0, "silence", NOW));

        var early = (Accepted) PaymentLifecycle.step(unknown, notFound(NOW.plusSeconds(3)), NOW.plusSeconds(30));
        var later = (Accepted) PaymentLifecycle.step(unknown, notFound(NOW.plusSeconds(11)), NOW.plusSeconds(11));

        assertThat(early.next().state()).isInstanceOf(State.DebitUnknown.class);
        assertThat(later.next().state()).isInstanceOf(State.Declined.class);
    }

    /** A second message may be sent long after the payment was opened: the payment's age says nothing about it. */
    @Test
    void aYoungMessageOfAnOldPaymentMayStillBeOnItsWay() {
        var aged = NOW.plus(Duration.ofMinutes(5));
        var silent = (Accepted) PaymentLifecycle.step(
                walletToCard(new State.Crediting(null, CREDIT)),
                new CreditAnswered(new Outcome.Unknown("silence")),
                aged);

        var early = (Accepted) PaymentLifecycle.step(
                silent.next(), new CreditFound(new Finding.NotFound(), aged.plusSeconds(3)), aged.plusSeconds(30));
        var later = (Accepted) PaymentLifecycle.step(
                early.next(), new CreditFound(new Finding.NotFound(), aged.plusSeconds(11)), aged.plusSeconds(11));

        assertThat(early.next().state()).isInstanceOf(State.CreditUnknown.class);
        assertThat(later.next().state()).isInstanceOf(State.Declined.class);
        assertThat(later.transfers()).singleElement().isInstanceOf(Release.class);
    }

    /** A node that slept with the rail's yes in its hands: meanwhile another may have undone the debit. */
    @Test
    void theAnswerToAMessageComesTooLateOnceItsOutcomeIsUnknown() {
        var debit = cardToMerchant(new State.DebitUnknown(ATTEMPT, 0, "silence", NOW));
        var credit = walletToCard(new State.CreditUnknown(null, CREDIT, 0, "silence", NOW));

        assertThat(PaymentLifecycle.step(debit, new DebitAnswered(approved(), null), NOW))
                .isEqualTo(new AlreadyDone(debit));
        assertThat(PaymentLifecycle.step(credit, new CreditAnswered(approved()), NOW))
                .isEqualTo(new AlreadyDone(credit));
    }

    /** What is only being asked is not looked after yet: it becomes unknown first. */
    @Test
    void nothingIsFoundOrUndoneWhileSomebodyAsks() {
        var debit = cardToMerchant(new State.Debiting(ATTEMPT));
        var credit = walletToCard(new State.Crediting(null, CREDIT));

        assertThat(PaymentLifecycle.step(debit, new DebitFound(new Finding.Done(approved()), null, NOW), NOW))
                .isEqualTo(new AlreadyDone(debit));
        assertThat(PaymentLifecycle.step(debit, new DebitUndone(new Reversal.Reversed("00")), NOW))
                .isEqualTo(new AlreadyDone(debit));
        assertThat(PaymentLifecycle.step(credit, new CreditFound(new Finding.Done(approved()), NOW), NOW))
                .isEqualTo(new AlreadyDone(credit));
        assertThat(PaymentLifecycle.step(credit, new CreditUndone(new Reversal.Reversed("00")), NOW))
                .isEqualTo(new AlreadyDone(credit));
    }

    @Test
    void whatIsFoundDoneIsDone() {
        var step = accepted(
                cardToMerchant(new State.DebitUnknown(ATTEMPT, 2, "silence", NOW)),
                new DebitFound(new Finding.Done(approved()), null, NOW));

        assertThat(step.next().state()).isEqualTo(new State.Completed(SETTLED, null, NOW));
    }

    @Test
    void anUnknownDebitThatIsUndoneIsDeclined() {
        var step = accepted(
                cardToMerchant(new State.DebitUnknown(ATTEMPT, 2, "silence", NOW)),
                new DebitUndone(new Reversal.Reversed("00")));

        assertThat(step.next().state())
                .isEqualTo(new State.Declined(new Denial(DeclineReason.NO_ANSWER, "uzcard", null), NOW));
        assertThat(step.transfers()).isEmpty();
    }

    @Test
    void aDeclinedCreditSendsTheMoneyBackToTheCard() {
        var reversing = accepted(cardToCard(new State.Crediting(SETTLED, CREDIT)), new CreditAnswered(NO_FUNDS));
        var reversed = accepted(reversing.next(), new DebitUndone(new Reversal.Reversed("00")));

        assertThat(reversing.next().state()).isInstanceOf(State.Reversing.class);
        assertThat(reversing.transfers()).isEmpty();
        assertThat(reversed.next().state()).isInstanceOf(State.Reversed.class);
        assertThat(reversed.transfers()).singleElement().isInstanceOf(Direct.class);
    }

    @Test
    void aHeldWalletIsReleasedOrPostedExactlyAsTheCreditEnds() {
        var crediting = walletToCard(new State.Crediting(null, CREDIT));

        assertThat(accepted(crediting, new CreditAnswered(NO_FUNDS)).transfers())
                .singleElement()
                .isInstanceOf(Release.class);
        assertThat(accepted(crediting, new CreditAnswered(approved())).transfers())
                .singleElement()
                .isInstanceOf(Post.class);
        assertThat(accepted(crediting, new CreditAnswered(new Outcome.Unknown("silence")))
                        .transfers())
                .isEmpty();
    }

    @Test
    void whatNobodyCanSettleGoesToAPersonWithItsHoldKept() {
        var overdue = walletToCard(new State.CreditUnknown(null, CREDIT, 9, "silence", NOW));

        var step = (Accepted) PaymentLifecycle.step(
                overdue, new CreditFound(new Finding.Unclear("silence"), NOW), NOW.plus(Duration.ofHours(25)));

        assertThat(step.next().state()).isInstanceOf(State.NeedsOperator.class);
        assertThat(step.transfers()).isEmpty();
    }

    @Test
    void aRefusedReversalGoesToAPersonAtOnce() {
        var step = accepted(
                cardToCard(new State.Reversing(SETTLED, new Denial(DeclineReason.NO_ANSWER, null, null), 0)),
                new DebitUndone(new Reversal.Refused("12")));

        assertThat(step.next().state()).isInstanceOf(State.NeedsOperator.class);
    }

    @ParameterizedTest
    @MethodSource("finals")
    void nothingRevivesWhatIsFinal(State end) {
        for (var input : inputs()) {
            var step = PaymentLifecycle.step(cardToCard(end), input, NOW);

            assertThat(step).as("%s on %s", input, end).isInstanceOfAny(AlreadyDone.class, Rejected.class);
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void everyStepGrowsTheVersionByOne(State state) {
        for (var input : inputs()) {
            if (PaymentLifecycle.step(cardToCard(state), input, NOW) instanceof Accepted accepted) {
                assertThat(accepted.next().version())
                        .isEqualTo(cardToCard(state).version() + 1);
            }
        }
    }

    @Test
    void onlyAWaitingPaymentCanBeCancelled() {
        var running = PaymentLifecycle.step(cardToMerchant(new State.Debiting(ATTEMPT)), new CancelRequested(), NOW);

        assertThat(running).isEqualTo(new Rejected(PaymentProblem.PAYMENT_NOT_CANCELLABLE));
        assertThat(accepted(cardToMerchant(Examples.WAITING), new CancelRequested())
                        .next()
                        .state())
                .isEqualTo(new State.Cancelled(NOW));
    }

    static Stream<State> finals() {
        return Examples.everyState().filter(state -> cardToCard(state).isFinal());
    }

    static Stream<State> everything() {
        return Examples.everyState();
    }

    private static List<PaymentInput> inputs() {
        return List.of(
                new CancelRequested(),
                new ConfirmationExpired(),
                new BooksRefused(DeclineReason.INSUFFICIENT_FUNDS),
                new DebitAnswered(approved(), CREDIT),
                new DebitAnswered(NO_FUNDS, null),
                new DebitFound(new Finding.NotFound(), null, NOW),
                new DebitFound(new Finding.Done(approved()), CREDIT, NOW),
                new DebitUndone(new Reversal.Reversed("00")),
                new DebitUndone(new Reversal.Unclear("silence")),
                new CreditAnswered(approved()),
                new CreditAnswered(NO_FUNDS),
                new CreditFound(new Finding.Undone(), NOW),
                new CreditUndone(new Reversal.Reversed("00")));
    }

    private static Accepted accepted(Payment payment, PaymentInput input) {
        return (Accepted) PaymentLifecycle.step(payment, input, NOW);
    }

    private static DebitFound notFound(Instant asked) {
        return new DebitFound(new Finding.NotFound(), null, asked);
    }
}
