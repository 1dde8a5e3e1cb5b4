package gateway.payments;

import gateway.fees.Channel;
import gateway.fees.FeeProblem;
import gateway.fees.FeeQuestion;
import gateway.fees.FeeQuote;
import gateway.fees.FeeUsage;
import gateway.fees.Fees;
import gateway.fees.Place;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.Payments.Order;
import gateway.rulebook.Operation;
import gateway.shared.problems.ProblemException;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What an order costs, by the schedules in force when it is made; in memory. */
@Component
class PaymentPrices {

    private final Fees fees;

    PaymentPrices(Fees fees) {
        this.fees = fees;
    }

    // Caps and quotas are not counted yet: every payment is priced as the first of its period.
    FeeQuote of(Order order, Instant now) {
        var quote = fees.quote(new FeeQuestion(
                operation(order.source(), order.destination()),
                from(order.source()),
                to(order.destination()),
                Channel.APP,
                order.amount(),
                now,
                FeeUsage.NOTHING));
        return nothingLeftFor(order.destination(), quote)
                ? new FeeQuote.Refused(FeeQuote.Refusal.FEE_EXCEEDS_AMOUNT, null)
                : quote;
    }

    // Nobody can ask a rail to give a card nothing.
    private static boolean nothingLeftFor(Destination destination, FeeQuote quote) {
        return destination instanceof Destination.ToCard
                && quote instanceof FeeQuote.Quoted(var _, var _, var _, var _, var credited)
                && !credited.isPositive();
    }

    static ProblemException problem(FeeQuote.Refused refused) {
        return switch (refused.why()) {
            case TOO_LARGE -> FeeProblem.FEE_NOT_COUNTABLE.because("Nobody can count that much");
            case FEE_EXCEEDS_AMOUNT ->
                FeeProblem.FEE_EXCEEDS_AMOUNT.because("The receiver would have to pay more than they receive");
            case NEGATIVE_AMOUNT, USAGE_IN_OTHER_CURRENCY ->
                throw new IllegalStateException("Neither was asked: " + refused);
        };
    }

    /** What a customer does by paying from there to there. */
    static Operation operation(Source source, Destination destination) {
        boolean byCard = source instanceof Source.OwnCard;
        return switch (destination) {
            case Destination.ToCard _ -> byCard ? Operation.CARD_TO_CARD : Operation.WALLET_TO_CARD;
            case Destination.ToWallet _ -> byCard ? Operation.TOP_UP : Operation.WALLET_TO_WALLET;
            case Destination.ToMerchant _ -> byCard ? Operation.CARD_TO_MERCHANT : Operation.WALLET_TO_MERCHANT;
        };
    }

    private static Place from(Source source) {
        return switch (source) {
            case Source.OwnCard card -> rail(card.scheme());
            case Source.OwnWallet _ -> Place.WALLET;
        };
    }

    private static Place to(Destination destination) {
        return switch (destination) {
            case Destination.ToCard card -> rail(card.scheme());
            case Destination.ToWallet _ -> Place.WALLET;
            case Destination.ToMerchant _ -> Place.MERCHANT;
        };
    }

    private static Place rail(gateway.cards.Scheme scheme) {
        return switch (scheme) {
            case UZCARD -> Place.UZCARD;
            case HUMO -> Place.HUMO;
            case VISA -> Place.VISA;
        };
    }
}
