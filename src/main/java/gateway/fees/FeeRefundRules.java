package gateway.fees;

import gateway.fees.FeeReturn.Refused;
import gateway.fees.FeeReturn.Returned;
import gateway.shared.money.Money;
import java.math.BigInteger;
import java.util.List;

/**
 * What of a fee goes back when its payment is given back, at once or bit by bit.
 *
 * <p>Each part of the fee is returned by what is due in total up to now, without what was due before; so several
 * partial refunds return exactly what one would have, never more than was charged, and after the last one everything.
 */
public final class FeeRefundRules {

    private FeeRefundRules() {}

    /**
     * @param paid the payment's amount
     * @param before what of it was given back earlier
     * @param now what is given back with this refund
     */
    public static FeeReturn of(FeeLine charged, Money paid, Money before, Money now) {
        if (!paid.asset().equals(before.asset()) || !paid.asset().equals(now.asset())) {
            return Refused.OTHER_CURRENCY;
        }
        if (!now.isPositive() || before.minor() < 0) {
            return Refused.NOTHING_TO_REFUND;
        }
        // Not the sum of both: that could overflow.
        if (before.isGreaterThan(paid) || now.isGreaterThan(paid.minus(before))) {
            return Refused.MORE_THAN_PAID;
        }
        var after = before.plus(now);
        var parts = charged.parts().stream()
                .map(part -> between(part, charged.refund(), paid, before, after))
                .filter(part -> part.amount().isPositive())
                .toList();
        return new Returned(total(charged, parts), parts);
    }

    private static FeePart between(FeePart part, RefundPolicy policy, Money paid, Money before, Money after) {
        var due = due(part.amount(), policy, paid, after).minus(due(part.amount(), policy, paid, before));
        return new FeePart(part.from(), part.to(), due);
    }

    /** In total, once so much of the payment is given back. */
    private static Money due(Money charged, RefundPolicy policy, Money paid, Money back) {
        return switch (policy) {
            case KEPT -> Money.zero(charged.asset());
            case IN_FULL -> back.equals(paid) ? charged : Money.zero(charged.asset());
            case PRO_RATA -> proportion(charged, back, paid);
        };
    }

    // Down: what is not yet a whole unit goes back with a later refund, at the latest with the last one.
    private static Money proportion(Money charged, Money back, Money paid) {
        var exact = BigInteger.valueOf(charged.minor()).multiply(BigInteger.valueOf(back.minor()));
        return new Money(exact.divide(BigInteger.valueOf(paid.minor())).longValueExact(), charged.asset());
    }

    private static Money total(FeeLine charged, List<FeePart> parts) {
        return parts.stream()
                .map(FeePart::amount)
                .reduce(Money.zero(charged.gross().asset()), Money::plus);
    }
}
