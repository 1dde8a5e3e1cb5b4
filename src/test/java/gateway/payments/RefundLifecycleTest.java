package gateway.payments;

import static gateway.payments.Examples.ATTEMPT;
import static gateway.payments.Examples.IDS;
import static gateway.payments.Examples.NOW;
import static gateway.payments.Examples.SETTLED;
import static gateway.payments.Examples.approved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.payments.Payment.Denial;
import gateway.payments.Refund.State;
import gateway.payments.RefundLifecycle.Advanced;
import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RefundId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RefundLifecycleTest {

    private static final Instant FINAL_BY = NOW.plus(Duration.ofHours(24));
    private static final State ASKING = new State.Refunding(ATTEMPT);
    private static final State UNKNOWN = new State.RefundUnknown(ATTEMPT, 2, "silence", NOW);
    private static final Outcome SILENCE = new Outcome.Unknown("silence");
    private static final Outcome NO_FUNDS = new Outcome.Declined(DeclineReason.INSUFFICIENT_FUNDS, "51");

    /** The rail's word, what becomes of the refund, and what of the money: given back, still held, or given up. */
    @ParameterizedTest
    @MethodSource
    void everyWordOfTheRailHasOneMeaning(Advanced step, State next, @Nullable Class<?> transfer, boolean givesUp) {
        assertThat(step.next().state()).isEqualTo(next);
        assertThat(step.next().version()).isEqualTo(2);
        assertThat(step.givesUp()).isEqualTo(givesUp);
        if (transfer == null) {
            assertThat(step.transfers()).isEmpty();
        } else {
            assertThat(step.transfers()).singleElement().isInstanceOf(transfer);
        }
    }

    static Stream<Arguments> everyWordOfTheRailHasOneMeaning() {
        var done = new State.Refunded(SETTLED, NOW);
        return Stream.of(
                arguments(answered(approved()), done, Post.class, false),
                arguments(answered(NO_FUNDS), declined(DeclineReason.INSUFFICIENT_FUNDS, "51"), Release.class, true),
                arguments(
                        answered(new Outcome.NotSent("refused")),
                        declined(DeclineReason.NOT_DELIVERED, null),
                        Release.class,
                        true),
                arguments(answered(SILENCE), new State.RefundUnknown(ATTEMPT, 0, "silence", NOW), null, false),
                arguments(found(new Finding.Done(approved()), NOW), done, Post.class, false),
                arguments(
                        found(new Finding.Undone(), NOW), declined(DeclineReason.NO_ANSWER, null), Release.class, true),
                arguments(
                        undone(new Reversal.Reversed("00")),
                        declined(DeclineReason.NO_ANSWER, null),
                        Release.class,
                        true),
                arguments(
                        undone(new Reversal.Refused("12")),
                        new State.NeedsOperator(ATTEMPT, "reversal refused: 12", NOW),
                        null,
                        false),
                arguments(
                        undone(new Reversal.Unclear("no answer")),
                        new State.RefundUnknown(ATTEMPT, 3, "no answer", NOW),
                        null,
                        false));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 150000, ",
        "0, 150001, REFUND_EXCEEDS_PAYMENT",
        "40000, 110000, ",
        "40000, 110001, REFUND_EXCEEDS_PAYMENT",
        "150000, 0, REFUND_EXCEEDS_PAYMENT"
    })
    void neverMoreIsGivenBackThanIsLeft(long refunded, long wanted, BookRefusal.@Nullable Kind kind) {
        var paid = Examples.cardToMerchant(new Payment.State.Completed(SETTLED, null, NOW));
        var payment = paid.refunding(new Money(refunded, Asset.UZS), PaymentFees.NONE);

        assertThat(paid.amount().minor()).isEqualTo(150_000);
        assertThat(RefundLifecycle.refusal(payment, wanted))
                .isEqualTo(kind == null ? null : new BookRefusal(kind, null));
    }

    @Test
    void onlyWhatCameToAWalletOrAMerchantIsGivenBack() {
        var running = Examples.cardToMerchant(new Payment.State.Debiting(ATTEMPT));
        var toCard = Examples.cardToCard(new Payment.State.Completed(SETTLED, SETTLED, NOW));

        assertThat(RefundLifecycle.refusal(running, 1)).isEqualTo(BookRefusal.PAYMENT_NOT_REFUNDABLE);
        assertThat(RefundLifecycle.refusal(toCard, 1)).isEqualTo(BookRefusal.PAYMENT_NOT_REFUNDABLE);
    }

    @Test
    void aRailThatKnowsNothingIsBelievedOnlyWhenNothingCanBeOnItsWay() {
        assertThat(found(new Finding.NotFound(), NOW.plusSeconds(10)).next().state())
                .isEqualTo(new State.RefundUnknown(ATTEMPT, 3, "the rail does not know it yet", NOW));
        assertThat(found(new Finding.NotFound(), NOW.plusSeconds(11)).next().state())
                .isInstanceOf(State.Declined.class);
    }

    @Test
    void whatNobodyCanSettleGoesToAPersonWithTheMoneyStillHeld() {
        var step = found(new Finding.Unclear("garbled"), FINAL_BY.plusSeconds(1));

        assertThat(step.next().state()).isInstanceOf(State.NeedsOperator.class);
        assertThat(step.transfers()).isEmpty();
        assertThat(step.givesUp()).isFalse();
    }

    /** A node that slept with the rail's yes in its hands: meanwhile another may have undone the refund. */
    @Test
    void theAnswerToAMessageComesTooLateOnceItsOutcomeIsUnknown() {
        assertThat(RefundLifecycle.answered(refund(UNKNOWN), approved(), NOW)).isEmpty();
    }

    @Test
    void nothingIsFoundOrUndoneWhileSomebodyAsks() {
        assertThat(RefundLifecycle.found(refund(ASKING), new Finding.Done(approved()), NOW, NOW))
                .isEmpty();
        assertThat(RefundLifecycle.undone(refund(ASKING), new Reversal.Reversed("00"), NOW))
                .isEmpty();
    }

    private static Advanced answered(Outcome outcome) {
        return RefundLifecycle.answered(refund(ASKING), outcome, NOW).orElseThrow();
    }

    private static Advanced found(Finding finding, Instant now) {
        return RefundLifecycle.found(refund(UNKNOWN), finding, now, now).orElseThrow();
    }

    private static Advanced undone(Reversal reversal) {
        return RefundLifecycle.undone(refund(UNKNOWN), reversal, NOW).orElseThrow();
    }

    private static State declined(DeclineReason reason, @Nullable String code) {
        return new State.Declined(new Denial(reason, "uzcard", code), NOW);
    }

    private static Refund refund(State state) {
        return new Refund(
                new RefundId(IDS.next(3)),
                1,
                new PaymentId(IDS.next(3)),
                new CustomerId(IDS.next(3)),
                "refund-key",
                new Money(100_00, Asset.UZS),
                NOW,
                FINAL_BY,
                state);
    }
}
