package gateway.fees.pack;

import gateway.fees.Rate;
import gateway.fees.tariff.Charge;
import gateway.fees.tariff.Charge.Tier;
import gateway.fees.tariff.Tiers;
import gateway.rulebook.Fields;
import gateway.rulebook.PackNode;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;

/** Reads how a fee follows from the amount. */
final class ChargeReader {

    private ChargeReader() {}

    static Charge read(PackNode place, Asset currency) {
        var fields = Fields.of(place, "fixed", "percent", "plus", "graduated", "volume");
        long kinds = fields.byName().keySet().stream()
                .filter(name -> !name.equals("plus"))
                .count();
        if (kinds != 1) {
            throw place.fault("must be one of fixed, percent, graduated and volume");
        }
        if (fields.has("plus") && !fields.has("percent")) {
            throw fields.required("plus").fault("only percent has something on top");
        }
        if (fields.has("fixed")) {
            return new Charge.Fixed(fields.required("fixed").money(currency));
        }
        if (fields.has("percent")) {
            return new Charge.Percent(Percent.read(fields.required("percent")), amount(fields, "plus", currency));
        }
        return fields.has("graduated")
                ? new Charge.Graduated(tiers(fields.required("graduated"), currency))
                : new Charge.Volume(tiers(fields.required("volume"), currency));
    }

    private static Tiers tiers(PackNode place, Asset currency) {
        var places = place.items();
        var tiers = places.stream().map(item -> tier(item, currency)).toList();
        return Fit.at(place, places, () -> new Tiers(tiers));
    }

    private static Tier tier(PackNode place, Asset currency) {
        var fields = Fields.of(place, "above", "up-to", "fixed", "percent");
        if (!fields.has("fixed") && !fields.has("percent")) {
            throw place.fault("a tier needs a fixed part, a percent, or both");
        }
        return new Tier(
                fields.required("above").money(currency),
                fields.optional("up-to").map(end -> end.money(currency)).orElse(null),
                amount(fields, "fixed", currency),
                fields.optional("percent").map(Percent::read).orElse(Rate.NOTHING));
    }

    private static Money amount(Fields fields, String name, Asset currency) {
        return fields.optional(name).map(place -> place.money(currency)).orElse(Money.zero(currency));
    }
}
