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
import reactor.core.publisher.Mono;

/** Drafts payments: an order with an id, a price, a time and what will be counted with it. */
@Component
class Drafts {

    private final PaymentPrices prices;
    private final Surroundings surroundings;
    private final PaymentSettings settings;
    private final TimeOrderedIds ids;
    private final Clock clock;

    Drafts(PaymentPrices prices, Surroundings surroundings, PaymentSettings settings, TimeOrderedIds ids, Clock clock) {
        this.prices = prices;
        this.surroundings = surroundings;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    Mono<Draft> draft(Order order) {
        return Mono.defer(() -> draft(order, clock.instant()));
    }

    private Mono<Draft> draft(Order order, Instant now) {
        return Mono.zip(
                prices.priced(order, now),
                surroundings.of(order),
                (priced, under) -> new Draft(
                        new PaymentId(ids.next(order.customer().shard())),
                        order,
                        priced.quote(),
                        new Counted(under, priced.counted()),
                        now,
                        now.plus(settings.finalWithin()),
                        now.plus(settings.reviewWithin())));
    }

    /**
     * A payment that nothing is stored of yet.
     *
     * @param reviewBy until when the bank may look at it, should it have to
     */
    record Draft(
            PaymentId id,
            Order order,
            FeeQuote price,
            Counted counted,
            Instant now,
            Instant finalBy,
            Instant reviewBy) {

        boolean isInternal() {
            return order.source() instanceof Source.OwnWallet && !(order.destination() instanceof Destination.ToCard);
        }

        /** Whether the customer agreed to less than it costs. */
        boolean isDearerThanAgreed() {
            return order.agreedFee() != null && fee().isGreaterThan(order.agreedFee());
        }

        /** What both sides pay together; only where there is a price. */
        Money fee() {
            return quoted().total();
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
            return PaymentFees.of(quoted());
        }

        private FeeQuote.Quoted quoted() {
            return switch (price) {
                case FeeQuote.Quoted quoted -> quoted;
                case FeeQuote.Refused refused -> throw new IllegalStateException("It has no price: " + refused);
            };
        }
    }
}
