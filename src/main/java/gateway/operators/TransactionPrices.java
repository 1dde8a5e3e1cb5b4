package gateway.operators;

import gateway.fees.FeeLine;
import gateway.fees.FeeQuestion;
import gateway.fees.FeeQuote;
import gateway.fees.FeeUsage;
import gateway.fees.Fees;
import gateway.fees.Place;
import gateway.operators.TransactionFees.Part;
import gateway.rulebook.Channel;
import gateway.rulebook.Coded;
import gateway.rulebook.Operation;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What an operator's transaction costs, by the schedules in force. The payee bears it, out of what is credited: the
 * payer has paid the operator already, and no more can be taken from there.
 */
@Component
class TransactionPrices {

    private final Fees fees;

    TransactionPrices(Fees fees) {
        this.fees = fees;
    }

    /** Empty when the amount cannot bear its fees, or leaves nothing to credit. */
    Optional<TransactionFees> of(Payable payable, Money amount, Instant at) {
        var question = new FeeQuestion(
                Operation.OPERATOR_TOP_UP,
                Place.OPERATOR,
                place(payable),
                Channel.PARTNER,
                amount,
                at,
                FeeUsage.NOTHING);
        return switch (fees.quote(question)) {
            case FeeQuote.Quoted quoted when quoted.credited().isPositive() -> Optional.of(of(quoted));
            case FeeQuote.Quoted _, FeeQuote.Refused _ -> Optional.empty();
        };
    }

    private static Place place(Payable payable) {
        return switch (payable) {
            case Payable.Wallet _ -> Place.WALLET;
            case Payable.CardOf it ->
                Coded.find(Place.values(), it.scheme().rail()).orElseThrow();
            case Payable.InvoiceOf _ -> Place.MERCHANT;
        };
    }

    private static TransactionFees of(FeeQuote.Quoted quoted) {
        return new TransactionFees(
                quoted.lines().stream().flatMap(TransactionPrices::parts).toList());
    }

    private static Stream<Part> parts(FeeLine line) {
        var schedule = line.schedule().toString();
        return line.parts().stream().map(part -> new Part(line.fee(), schedule, part.to(), part.amount()));
    }
}
