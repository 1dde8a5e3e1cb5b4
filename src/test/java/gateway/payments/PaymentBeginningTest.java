package gateway.payments;

import static gateway.payments.Examples.ATTEMPT;
import static gateway.payments.Examples.CREDIT;
import static gateway.payments.Examples.NOW;
import static gateway.payments.Examples.SETTLED;
import static gateway.payments.Examples.WAITING;
import static gateway.payments.Examples.approved;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.payments.Payment.State;
import gateway.payments.PaymentInput.Confirmed;
import gateway.payments.PaymentInput.CreditFound;
import gateway.payments.PaymentInput.DebitAnswered;
import gateway.payments.PaymentInput.DebitFound;
import gateway.payments.Step.Accepted;
import gateway.payments.Step.Rejected;
import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How a payment begins, and how often its rails were asked. */
class PaymentBeginningTest {

    private static final Finding UNCLEAR = new Finding.Unclear("silence");

    @Test
    void aConfirmedCardIsAskedFirst() {
        var step = accepted(Examples.cardToMerchant(WAITING), new Confirmed(ATTEMPT), NOW);

        assertThat(step.next().state()).isEqualTo(new State.Debiting(ATTEMPT));
        assertThat(step.transfers()).isEmpty();
    }

    @Test
    void aConfirmedWalletIsHeldWhileTheCardIsAsked() {
        var step = accepted(Examples.walletToCard(WAITING), new Confirmed(CREDIT), NOW);

        assertThat(step.next().state()).isEqualTo(new State.Crediting(null, CREDIT));
        assertThat(step.transfers()).singleElement().isInstanceOf(Pending.class);
    }

    @Test
    void insideTheHouseItIsDoneAtOnce() {
        var step = accepted(Examples.walletToMerchant(WAITING), new Confirmed(null), NOW);

        assertThat(step.next().state()).isEqualTo(new State.Completed(null, null, NOW));
        assertThat(step.transfers()).singleElement().isInstanceOf(Direct.class);
    }

    @Test
    void aCodeThatComesTooLateDeclines() {
        var late = accepted(Examples.cardToMerchant(WAITING), new Confirmed(ATTEMPT), NOW.plusSeconds(60));
        var running = Examples.cardToMerchant(new State.Debiting(ATTEMPT));

        assertThat(late.next().state())
                .isInstanceOfSatisfying(
                        State.Declined.class,
                        it -> assertThat(it.denial().reason()).isEqualTo(DeclineReason.AUTHENTICATION_REQUIRED));
        assertThat(PaymentLifecycle.step(running, new Confirmed(ATTEMPT), NOW))
                .isEqualTo(new Rejected(PaymentProblem.PAYMENT_NOT_CONFIRMABLE));
    }

    @Test
    void aDebitForACardGoesOnToItOrBack() {
        var debiting = Examples.cardToCard(new State.Debiting(ATTEMPT));

        assertThat(accepted(debiting, new DebitAnswered(approved(), CREDIT), NOW)
                        .next()
                        .state())
                .isEqualTo(new State.Crediting(SETTLED, CREDIT));
        assertThat(accepted(debiting, new DebitAnswered(approved(), null), NOW)
                        .next()
                        .state())
                .isInstanceOf(State.Reversing.class);
    }

    @Test
    void checksAreCounted() {
        var debit = Examples.cardToMerchant(new State.DebitUnknown(ATTEMPT, 2, "silence", NOW));
        var credit = Examples.cardToCard(new State.CreditUnknown(SETTLED, CREDIT, 4, "silence", NOW));

        assertThat(accepted(debit, new DebitFound(UNCLEAR, null, NOW), NOW)
                        .next()
                        .state())
                .isEqualTo(new State.DebitUnknown(ATTEMPT, 3, "silence", NOW));
        assertThat(accepted(credit, new CreditFound(UNCLEAR, NOW), NOW).next().state())
                .isEqualTo(new State.CreditUnknown(SETTLED, CREDIT, 5, "silence", NOW));
    }

    @Test
    void aPersonIsToldBothMessages() {
        var credit = Examples.cardToCard(new State.CreditUnknown(SETTLED, CREDIT, 4, "silence", NOW));
        var late = NOW.plus(Duration.ofHours(25));

        assertThat(accepted(credit, new CreditFound(UNCLEAR, NOW), late).next().state())
                .isEqualTo(new State.NeedsOperator(ATTEMPT, CREDIT, "silence", late));
    }

    @Test
    void onlyWhoIsAskedRuns() {
        assertThat(Examples.everyState()
                        .filter(state -> Examples.cardToCard(state).isRunning()))
                .hasSize(3)
                .allMatch(state -> state instanceof State.Debiting || state instanceof State.Crediting);
        assertThat(Examples.cardToCard(WAITING).shard()).isEqualTo(3);
    }

    @Test
    void checksOfAReversalAreCountedUntilItIsOverdue() {
        var denial = new Payment.Denial(DeclineReason.NO_ANSWER, null, null);
        var reversing = Examples.cardToCard(new State.Reversing(SETTLED, denial, 2));
        var unclear = new PaymentInput.DebitUndone(new gateway.processors.Reversal.Unclear("silence"));

        assertThat(accepted(reversing, unclear, NOW).next().state()).isEqualTo(new State.Reversing(SETTLED, denial, 3));
        assertThat(accepted(reversing, unclear, NOW.plus(Duration.ofHours(25)))
                        .next()
                        .state())
                .isInstanceOf(State.NeedsOperator.class);
    }

    private static Accepted accepted(Payment payment, PaymentInput input, Instant now) {
        return (Accepted) PaymentLifecycle.step(payment, input, now);
    }
}
