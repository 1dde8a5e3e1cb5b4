package gateway.payments;

import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.Payments.Order;
import gateway.shared.money.Asset;
import gateway.shared.problems.ProblemException;
import java.util.Optional;

/** What speaks against an order before anything is looked up or stored; pure. */
final class PaymentRules {

    private PaymentRules() {}

    static Optional<ProblemException> refusal(Order order) {
        if (!order.amount().isPositive()) {
            return Optional.of(PaymentProblem.AMOUNT_INVALID
                    .because("The amount must be more than zero")
                    .with("field", "amount.value"));
        }
        if (touchesCard(order) && !order.amount().asset().equals(Asset.UZS)) {
            return Optional.of(PaymentProblem.CURRENCY_NOT_SERVED_BY_RAIL
                    .because("Cards are served in UZS")
                    .with("field", "amount.currency"));
        }
        if (order.destination() instanceof Destination.ToCard card
                && card.scheme().isOperator()) {
            return Optional.of(PaymentProblem.DESTINATION_INVALID
                    .because("A card that an operator keeps only pays; link it by its own network")
                    .with("field", "destination"));
        }
        if (order.destination() instanceof Destination.ToRemittance
                && order.source() instanceof Source.OwnCard card
                && card.scheme().isOperator()) {
            return Optional.of(PaymentProblem.SOURCE_INVALID
                    .because("What comes back from abroad may be a part, and an operator takes back all or nothing")
                    .with("field", "source"));
        }
        if (order.source() instanceof ShownCode && order.destination() instanceof Destination.ToCard) {
            return Optional.of(PaymentProblem.DESTINATION_INVALID
                    .because("A shown code pays a merchant or a wallet")
                    .with("field", "destination"));
        }
        return sameParty(order)
                ? Optional.of(PaymentProblem.SAME_SOURCE_AND_DESTINATION
                        .because("Money would stay where it is")
                        .with("field", "destination"))
                : Optional.empty();
    }

    private static boolean touchesCard(Order order) {
        return order.source() instanceof OnRail || order.destination() instanceof Destination.ToCard;
    }

    private static boolean sameParty(Order order) {
        return switch (order.destination()) {
            case Destination.ToCard to ->
                order.source() instanceof Source.OwnCard from && from.card().equals(to.card());
            case Destination.ToWallet to ->
                order.source() instanceof Source.OwnWallet && to.owner().equals(order.customer());
            case Destination.ToMerchant _, Destination.ToRemittance _ -> false;
        };
    }
}
