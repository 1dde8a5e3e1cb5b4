package gateway.payments;

import gateway.fees.FeeQuote;
import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.Payment.State;
import gateway.payments.Payments.Order;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Money;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Drafts payments: an order with an id, a price and a time. */
@Component
class Drafts {

    private final PaymentPrices prices;
    private final PaymentSettings settings;
    private final TimeOrderedIds ids;
    private final Clock clock;

    Drafts(PaymentPrices prices, PaymentSettings settings, TimeOrderedIds ids, Clock clock) {
        this.prices = prices;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    Draft draft(Order order) {
        var now = clock.instant();
        return new Draft(
                new PaymentId(ids.next(order.customer().shard())),
                order,
                prices.of(order, now),
                now,
                now.plus(settings.finalWithin()),
                now.plus(settings.reviewWithin()));
    }

    /**
     * A payment that nothing is stored of yet.
     *
     * @param reviewBy until when the bank may look at it, should it have to
     */
    record Draft(PaymentId id, Order order, FeeQuote price, Instant now, Instant finalBy, Instant reviewBy) {

        boolean isInternal() {
            return order.source() instanceof Source.OwnWallet && !(order.destination() instanceof Destination.ToCard);
        }

        Payment begun(@Nullable Attempt first) {
            return in(PaymentLifecycle.begun(order.source(), first, now));
        }

        Payment in(State state) {
            return new Payment(
                    id,
                    1,
                    order.customer(),
                    order.key(),
                    order.amount(),
                    order.source(),
                    order.destination(),
                    Money.zero(order.amount().asset()),
                    fees(),
                    now,
                    finalBy,
                    state);
        }

        private PaymentFees fees() {
            return switch (price) {
                case FeeQuote.Quoted quoted -> PaymentFees.of(quoted);
                case FeeQuote.Refused refused -> throw new IllegalStateException("It has no price: " + refused);
            };
        }
    }
}
