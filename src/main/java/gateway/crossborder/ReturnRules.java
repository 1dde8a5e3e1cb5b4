package gateway.crossborder;

import gateway.crossborder.Remittance.Cause.Kind;
import gateway.shared.money.Money;

/**
 * What the customer gets of what came back; pure. It is converted at the price of the quote, so that nobody gains or
 * loses by what rates did meanwhile. All of it is worth what was exchanged for it, rounding included. The fee goes back
 * unless the bank has done what it was paid for: brought the money there, or tried to bring it back for the customer.
 */
final class ReturnRules {

    private ReturnRules() {}

    static Money sum(Remittance it, Money back, Kind kind) {
        var sums = it.quote().sums();
        var converted = worth(sums, back).plus(rounding(sums, back));
        return keepsFee(it, kind) ? converted : converted.plus(sums.fee());
    }

    /** Of the so'm that stand for the currency. */
    static Money worth(Sums sums, Money back) {
        return isAll(sums, back) ? sums.worth() : sums.price().returns(back);
    }

    /** Of what was left over when it was exchanged. */
    static Money rounding(Sums sums, Money back) {
        return isAll(sums, back) ? sums.rounding() : Money.zero(sums.spent().asset());
    }

    static boolean keepsFee(Remittance it, Kind kind) {
        return kind == Kind.RETURNED_AFTER_DELIVERY || it.recall() != null;
    }

    private static boolean isAll(Sums sums, Money back) {
        return back.equals(sums.received());
    }
}
