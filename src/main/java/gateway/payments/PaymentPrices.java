package gateway.payments;

import gateway.fees.FeeProblem;
import gateway.fees.FeeQuestion;
import gateway.fees.FeeQuote;
import gateway.fees.FeeUsage;
import gateway.fees.Place;
import gateway.payments.CountedFees.Priced;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.Payments.Order;
import gateway.rulebook.Channel;
import gateway.rulebook.Operation;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What an order costs, by the schedules in force when it is made and what its customer has used of them. */
@Component
class PaymentPrices {

    private final CountedFees fees;

    PaymentPrices(CountedFees fees) {
        this.fees = fees;
    }

    Mono<Priced> priced(Order order, Instant now) {
        if (order.destination() instanceof Destination.ToRemittance) {
            return Mono.just(includedIn(order, now));
        }
        return fees.price(order.customer(), question(order.source(), order.destination(), order.amount(), now))
                .map(priced -> new Priced(checked(order.destination(), priced.quote()), priced.counted()));
    }

    // What a remittance costs stands in its quote, and is part of the amount.
    private static Priced includedIn(Order order, Instant now) {
        var amount = order.amount();
        return new Priced(new FeeQuote.Quoted(amount, now, List.of(), amount, amount), List.of());
    }

    /** Not for remittances, whose price stands in their quote. */
    static FeeQuestion question(Source source, Destination destination, Money amount, Instant now) {
        return new FeeQuestion(
                operation(source, destination),
                from(source),
                to(destination),
                Channel.APP,
                amount,
                now,
                FeeUsage.NOTHING);
    }

    static FeeQuote checked(Destination destination, FeeQuote quote) {
        return nothingLeftFor(destination, quote)
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
        boolean byCard = source instanceof OnRail;
        return switch (destination) {
            case Destination.ToCard _ -> byCard ? Operation.CARD_TO_CARD : Operation.WALLET_TO_CARD;
            case Destination.ToWallet _ -> byCard ? Operation.TOP_UP : Operation.WALLET_TO_WALLET;
            case Destination.ToMerchant _ -> byCard ? Operation.CARD_TO_MERCHANT : Operation.WALLET_TO_MERCHANT;
            case Destination.ToRemittance _ -> Operation.REMITTANCE;
        };
    }

    private static Place from(Source source) {
        return switch (source) {
            case OnRail it -> rail(it.scheme());
            case Source.OwnWallet _ -> Place.WALLET;
        };
    }

    private static Place to(Destination destination) {
        return switch (destination) {
            case Destination.ToCard card -> rail(card.scheme());
            case Destination.ToWallet _ -> Place.WALLET;
            case Destination.ToMerchant _ -> Place.MERCHANT;
            case Destination.ToRemittance _ -> throw new IllegalStateException("Its price stands in its quote");
        };
    }

    private static Place rail(gateway.cards.Scheme scheme) {
        return switch (scheme) {
            case UZCARD -> Place.UZCARD;
            case HUMO -> Place.HUMO;
            case VISA -> Place.VISA;
            case PAYME -> Place.PAYME;
            case CLICK -> Place.CLICK;
            case UZUM -> Place.UZUM;
        };
    }
}
