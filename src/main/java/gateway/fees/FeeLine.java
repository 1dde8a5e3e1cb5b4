package gateway.fees;

import gateway.fees.FeeUsage.Used;
import gateway.rulebook.Wording;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One fee of one payment, to the last unit: {@code gross = vat + net} and {@code net} is the sum of the shares, because
 * all of them are sums of the parts.
 *
 * @param gross what is paid; zero for a fee that applies and is free
 * @param taxed the class of VAT, also where it comes to nothing
 * @param parts none of them zero
 * @param use what is to be added to the usage of the fee when it is taken
 * @param explanation how it came about
 */
public record FeeLine(
        FeeId fee,
        ScheduleVersion schedule,
        Wording name,
        Money gross,
        Vat taxed,
        List<FeePart> parts,
        RefundPolicy refund,
        Used use,
        List<Reckoning> explanation) {

    public FeeLine {
        parts = List.copyOf(parts);
        explanation = List.copyOf(explanation);
        if (!sum(parts, gross.asset(), _ -> true).equals(gross)) {
            throw new IllegalArgumentException("The parts of a fee are the fee");
        }
    }

    public Money vat() {
        return sum(parts, gross.asset(), part -> part.to() == Beneficiary.TREASURY);
    }

    public Money net() {
        return gross.minus(vat());
    }

    public Money paidBy(Payer payer) {
        return sum(parts, gross.asset(), part -> part.from() == payer);
    }

    /** Of the net, by who gets it; whoever gets nothing is not in it. */
    public Map<Beneficiary, Money> shares() {
        var shares = new EnumMap<Beneficiary, Money>(Beneficiary.class);
        for (var part : parts) {
            if (part.to() != Beneficiary.TREASURY) {
                shares.merge(part.to(), part.amount(), Money::plus);
            }
        }
        return shares;
    }

    private static Money sum(List<FeePart> parts, Asset asset, Predicate<FeePart> wanted) {
        return parts.stream().filter(wanted).map(FeePart::amount).reduce(Money.zero(asset), Money::plus);
    }
}
