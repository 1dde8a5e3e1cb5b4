package gateway.payments;

import static gateway.payments.Examples.ATTEMPT;
import static gateway.payments.Examples.IN_REVIEW;
import static gateway.payments.Examples.NOW;
import static gateway.payments.Examples.SUSPECT;
import static gateway.payments.Examples.cardToMerchant;
import static gateway.payments.Examples.everyState;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.payments.Payment.Denial;
import gateway.payments.Payment.State;
import gateway.payments.PaymentInput.BooksRefused;
import gateway.payments.PaymentInput.CancelRequested;
import gateway.payments.PaymentInput.ConfirmationExpired;
import gateway.payments.PaymentInput.Confirmed;
import gateway.payments.PaymentInput.ReviewExpired;
import gateway.payments.PaymentInput.ReviewRefused;
import gateway.payments.PaymentInput.ReviewReleased;
import gateway.payments.Step.Accepted;
import gateway.payments.Step.AlreadyDone;
import gateway.payments.Step.Rejected;
import gateway.processors.DeclineReason;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaymentReviewTest {

    private static final Instant LATE = IN_REVIEW.until().plusMillis(1);

    @Test
    void theCustomersCodeComesBeforeTheBanksDecision() {
        var step = accepted(SUSPECT, new Confirmed(null), NOW);

        assertThat(step.next().state()).isEqualTo(IN_REVIEW);
        assertThat(step.transfers()).isEmpty();
    }

    @Test
    void whatIsReleasedBegins() {
        assertThat(accepted(IN_REVIEW, new ReviewReleased(ATTEMPT), NOW).next().state())
                .isEqualTo(new State.Debiting(ATTEMPT));
    }

    @Test
    void whatIsReleasedTooLateDoesNot() {
        assertThat(accepted(IN_REVIEW, new ReviewReleased(ATTEMPT), LATE).next().state())
                .isEqualTo(declined(DeclineReason.DO_NOT_HONOUR, LATE));
    }

    @Test
    void theCustomerHearsNeitherWhoRefusedNorWhy() {
        assertThat(accepted(IN_REVIEW, new ReviewRefused(), NOW).next().state())
                .isEqualTo(declined(DeclineReason.DO_NOT_HONOUR, NOW));
    }

    @Test
    void whatNobodyDecidesEndsWhenItsTimeIsOverAndNotBefore() {
        assertThat(PaymentLifecycle.step(cardToMerchant(IN_REVIEW), new ReviewExpired(), IN_REVIEW.until()))
                .isInstanceOf(AlreadyDone.class);
        assertThat(accepted(IN_REVIEW, new ReviewExpired(), LATE).next().state())
                .isEqualTo(declined(DeclineReason.DO_NOT_HONOUR, LATE));
    }

    @Test
    void aCodeThatNobodyTypedIsNoReasonOnceTheBankLooksAtIt() {
        assertThat(PaymentLifecycle.step(cardToMerchant(IN_REVIEW), new ConfirmationExpired(), NOW))
                .isInstanceOf(AlreadyDone.class);
    }

    @Test
    void itsCustomerCanStillCallItOff() {
        assertThat(accepted(IN_REVIEW, new CancelRequested(), NOW).next().state())
                .isEqualTo(new State.Cancelled(NOW));
    }

    @Test
    void whatTheBooksRefuseWhenItIsReleasedEndsThere() {
        assertThat(accepted(IN_REVIEW, new BooksRefused(DeclineReason.LIMIT_EXCEEDED), NOW)
                        .next()
                        .state())
                .isEqualTo(declined(DeclineReason.LIMIT_EXCEEDED, NOW));
    }

    static Stream<State> everythingElse() {
        return everyState().filter(state -> !(state instanceof State.InReview));
    }

    @ParameterizedTest
    @MethodSource("everythingElse")
    void theBankDecidesAboutNothingElse(State state) {
        assertThat(PaymentLifecycle.step(cardToMerchant(state), new ReviewReleased(ATTEMPT), NOW))
                .isInstanceOf(Rejected.class);
        assertThat(PaymentLifecycle.step(cardToMerchant(state), new ReviewRefused(), NOW))
                .isInstanceOf(Rejected.class);
        assertThat(PaymentLifecycle.step(cardToMerchant(state), new ReviewExpired(), LATE))
                .isInstanceOf(AlreadyDone.class);
    }

    private static State.Declined declined(DeclineReason reason, Instant at) {
        return new State.Declined(new Denial(reason, null, null), at);
    }

    private static Accepted accepted(State state, PaymentInput input, Instant now) {
        return (Accepted) PaymentLifecycle.step(cardToMerchant(state), input, now);
    }
}
