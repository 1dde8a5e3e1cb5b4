package gateway.payments;

import gateway.customers.KycTiers;
import gateway.limits.Circumstances;
import gateway.limits.Limits;
import gateway.payments.Payment.Destination;
import gateway.payments.Payments.Order;
import gateway.shared.ids.CustomerId;
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
                ? tier(order.customer())
                        .flatMap(tier -> receiverTier(order, tier)
                                .map(receiver -> of(order, tier, receiver))
                                .switchIfEmpty(Mono.fromSupplier(() -> of(order, tier, null))))
                : Mono.fromSupplier(() -> of(order, null, null));
    }

    private Mono<Integer> receiverTier(Order order, Integer tier) {
        return switch (order.destination()) {
            case Destination.ToWallet(var owner) -> owner.equals(order.customer()) ? Mono.just(tier) : tier(owner);
            case Destination.ToCard _, Destination.ToMerchant _, Destination.ToRemittance _ -> Mono.empty();
        };
    }

    private Mono<Integer> tier(CustomerId customer) {
        return tiers.of(customer).map(standing -> standing.tier().level());
    }

    private static Circumstances of(Order order, @Nullable Integer tier, @Nullable Integer receiverTier) {
        return new Circumstances(
                tier, order.origin().device().value(), country(order.destination()), CHANNEL, receiverTier);
    }

    // Merchants and wallets are the bank's own; a card of a foreign scheme may be from anywhere.
    private static @Nullable String country(Destination destination) {
        return switch (destination) {
            case Destination.ToMerchant _, Destination.ToWallet _ -> HOME;
            case Destination.ToRemittance it -> it.country();
            case Destination.ToCard it ->
                switch (it.scheme()) {
                    case UZCARD, HUMO, PAYME, CLICK, UZUM -> HOME;
                    case VISA -> null;
                };
        };
    }
}
