package gateway.payments;

import gateway.limits.Circumstances;
import gateway.limits.Use;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a payment is to the limits. */
final class LimitedUse {

    private LimitedUse() {}

    /** @param at when it begins */
    static Use of(Payment payment, Instant at, Circumstances under) {
        var card = payment.source() instanceof Source.OwnCard own ? own : null;
        return new Use(
                payment.id().value(),
                at,
                payment.amount(),
                payment.customer(),
                PaymentPrices.operation(payment.source(), payment.destination()),
                card == null ? null : card.card(),
                railOf(payment),
                payee(payment.destination()),
                payment.destination() instanceof Destination.ToMerchant shop ? shop.category() : null,
                under,
                payment.destination() instanceof Destination.ToWallet wallet ? wallet.owner() : null,
                payment.state() instanceof Payment.State.Completed);
    }

    private static @Nullable String railOf(Payment payment) {
        if (payment.source() instanceof OnRail from) {
            return from.scheme().rail();
        }
        return payment.destination() instanceof Destination.ToCard card
                ? card.scheme().rail()
                : null;
    }

    private static UUID payee(Destination destination) {
        return switch (destination) {
            case Destination.ToCard card -> card.card().value();
            case Destination.ToWallet wallet -> wallet.owner().value();
            case Destination.ToMerchant shop -> shop.merchant().value();
            case Destination.ToRemittance it -> it.beneficiary().value();
        };
    }
}
