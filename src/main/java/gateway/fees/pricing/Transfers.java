package gateway.fees.pricing;

import gateway.fees.Beneficiary;
import gateway.fees.FeePart;
import gateway.fees.Payer;
import gateway.fees.tariff.Fee;
import gateway.shared.money.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who pays how much to whom: the payers' parts are laid along the beneficiaries', each in the declared order. */
final class Transfers {

    private Transfers() {}

    static List<FeePart> of(Fee fee, Money gross, Money vat) {
        return lay(fee.payers().of(gross), due(fee, gross, vat));
    }

    private static Map<Beneficiary, Money> due(Fee fee, Money gross, Money vat) {
        var due = new LinkedHashMap<Beneficiary, Money>();
        due.put(Beneficiary.TREASURY, vat);
        due.putAll(fee.shares().of(gross.minus(vat)));
        return due;
    }

    // Both sides add up to the gross, so nothing is left of either.
    private static List<FeePart> lay(Map<Payer, Money> paid, Map<Beneficiary, Money> due) {
        var parts = new ArrayList<FeePart>();
        var open = new LinkedHashMap<>(due);
        paid.forEach((payer, amount) -> pay(payer, amount, open, parts));
        return List.copyOf(parts);
    }

    private static void pay(Payer payer, Money amount, Map<Beneficiary, Money> open, List<FeePart> parts) {
        var left = amount;
        for (var claim : open.entrySet()) {
            var part = left.isGreaterThan(claim.getValue()) ? claim.getValue() : left;
            if (part.isPositive()) {
                parts.add(new FeePart(payer, claim.getKey(), part));
                claim.setValue(claim.getValue().minus(part));
                left = left.minus(part);
            }
        }
    }
}
