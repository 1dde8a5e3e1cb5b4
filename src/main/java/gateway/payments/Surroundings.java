package gateway.payments;

import gateway.customers.KycTiers;
import gateway.limits.Circumstances;
import gateway.limits.Limits;
import gateway.payments.Payment.Destination;
import gateway.payments.Payments.Order;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is around an order that limits may go by. How well the customer is known is asked only where a rule does. */
@Component
class Surroundings {

    private static final String HOME = "UZ";
    private static final String CHANNEL = "app";

    private final Limits limits;
    private final KycTiers tiers;

    Surroundings(Limits limits, KycTiers tiers) {
        this.limits = limits;
        this.tiers = tiers;
    }

    Mono<Circumstances> of(Order order) {
        return limits.goByTier()
                ? tiers.of(order.customer())
                        .map(standing -> of(order, standing.tier().level()))
                : Mono.fromSupplier(() -> of(order, null));
    }

    private static Circumstances of(Order order, @Nullable Integer tier) {
        return new Circumstances(tier, order.origin().device().value(), country(order.destination()), CHANNEL);
    }

    // Merchants and wallets are the bank's own; a card of a foreign scheme may be from anywhere.
    private static @Nullable String country(Destination destination) {
        return switch (destination) {
            case Destination.ToMerchant _, Destination.ToWallet _ -> HOME;
            case Destination.ToRemittance it -> it.country();
            case Destination.ToCard it ->
                switch (it.scheme()) {
                    case UZCARD, HUMO -> HOME;
                    case VISA -> null;
                };
        };
    }
}
