package gateway.payments;

import gateway.fees.FeeQuote;
import gateway.fees.FeeQuote.Quoted;
import gateway.limits.CheckLimits;
import gateway.limits.CheckLimits.Checked;
import gateway.payments.Drafts.Draft;
import gateway.payments.Payments.Order;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells what a payment would cost now and which limits it would meet, without making it; nothing is kept of it. */
@Component
public class CheckPayment {

    private final Drafts drafts;
    private final CheckLimits limits;

    CheckPayment(Drafts drafts, CheckLimits limits) {
        this.drafts = drafts;
        this.limits = limits;
    }

    /** @param limits those that concern it, in the order of the rules */
    public record Outlook(Quoted price, List<Checked> limits) {}

    /** Errors with the problem that the payment itself would have for its form or its price. */
    public Mono<Outlook> check(Order order) {
        return PaymentRules.refusal(order)
                .<Mono<Outlook>>map(Mono::error)
                .orElseGet(() -> drafts.draft(order).flatMap(this::outlook));
    }

    private Mono<Outlook> outlook(Draft draft) {
        return switch (draft.price()) {
            case FeeQuote.Refused refused -> Mono.error(PaymentPrices.problem(refused));
            case Quoted quoted ->
                limits.check(LimitedUse.of(
                                draft.begun(null), draft.now(), draft.counted().under()))
                        .map(checked -> new Outlook(quoted, checked));
        };
    }
}
