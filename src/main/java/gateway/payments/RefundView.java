package gateway.payments;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.payments.PaymentView.AmountView;
import gateway.payments.PaymentView.DenialView;
import gateway.payments.Refund.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refund as the world sees it.
 *
 * @param total what reaches the payer, with what goes back of the fees; absent when no fee goes back
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RefundView(
        String id,
        int version,
        String payment,
        String status,
        AmountView amount,
        @Nullable AmountView total,
        @Nullable DenialView denial,
        @Nullable String reference,
        Instant openedAt,
        Instant finalBy) {

    static RefundView of(Refund refund, DeclineTexts texts) {
        var state = refund.state();
        return new RefundView(
                refund.id().toString(),
                refund.version(),
                refund.payment().toString(),
                statusOf(state),
                AmountView.of(refund.amount()),
                refund.fees().isEmpty() ? null : AmountView.of(refund.given()),
                state instanceof State.Declined it
                        ? new DenialView(
                                it.denial().reason().wireName(),
                                it.denial().rail(),
                                it.denial().railCode(),
                                texts.of(it.denial().reason()))
                        : null,
                state instanceof State.Refunded it && it.rail() != null
                        ? it.rail().railReference()
                        : null,
                refund.openedAt(),
                refund.finalBy());
    }

    public static String statusOf(State state) {
        return switch (state) {
            case State.Refunding _ -> "refunding";
            case State.RefundUnknown _ -> "refund_unknown";
            case State.Refunded _ -> "refunded";
            case State.Declined _ -> "declined";
            case State.NeedsOperator _ -> "needs_operator";
        };
    }
}
