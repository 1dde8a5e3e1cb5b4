package gateway.payments;

import gateway.limits.Use;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.rulebook.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a payment is to the limits. */
final class LimitedUse {

    private LimitedUse() {}

    /** @param at when it begins */
    static Use of(Payment payment, Instant at) {
        var card = payment.source() instanceof Source.OwnCard own ? own : null;
        return new Use(
                payment.id().value(),
                at,
                payment.amount(),
                payment.customer(),
                operation(payment),
                card == null ? null : card.card(),
                card == null ? railOf(payment.destination()) : card.scheme().rail(),
                payee(payment.destination()),
                payment.destination() instanceof Destination.ToMerchant shop ? shop.category() : null);
    }

    private static Operation operation(Payment payment) {
        boolean byCard = payment.source() instanceof Source.OwnCard;
        return switch (payment.destination()) {
            case Destination.ToCard _ -> byCard ? Operation.CARD_TO_CARD : Operation.WALLET_TO_CARD;
            case Destination.ToWallet _ -> byCard ? Operation.TOP_UP : Operation.WALLET_TO_WALLET;
            case Destination.ToMerchant _ -> byCard ? Operation.CARD_TO_MERCHANT : Operation.WALLET_TO_MERCHANT;
        };
    }

    private static @Nullable String railOf(Destination destination) {
        return destination instanceof Destination.ToCard card ? card.scheme().rail() : null;
    }

    private static UUID payee(Destination destination) {
        return switch (destination) {
            case Destination.ToCard card -> card.card().value();
            case Destination.ToWallet wallet -> wallet.owner().value();
            case Destination.ToMerchant shop -> shop.merchant().value();
        };
    }
}
