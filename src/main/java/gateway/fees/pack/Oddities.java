package gateway.fees.pack;

import gateway.fees.pricing.PricingRules;
import gateway.fees.tariff.Charge;
import gateway.fees.tariff.Charge.Tier;
import gateway.fees.tariff.Fee;
import gateway.fees.tariff.FeeSchedule;
import gateway.rulebook.PackNode;
import gateway.rulebook.Remark;
import gateway.shared.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a tariff may say and hardly means. */
final class Oddities {

    private Oddities() {}

    static List<Remark> of(FeeSchedule schedule, Fee fee, PackNode place) {
        var found = new ArrayList<Remark>();
        if (fee.charge() instanceof Charge.Volume(var tiers)) {
            tiers.list().stream()
                    .map(Tier::upTo)
                    .filter(Objects::nonNull)
                    .filter(end -> dropsAfter(end, schedule, fee))
                    .map(end -> place.remark("above %s the fee drops: moving more costs less".formatted(end)))
                    .forEach(found::add);
        }
        var least = fee.bounds().least();
        var cap = fee.metering() == null ? null : fee.metering().cap();
        if (least != null && cap != null && least.isGreaterThan(cap)) {
            found.add(place.remark("min is larger than cap, so it never applies"));
        }
        return found;
    }

    private static boolean dropsAfter(Money end, FeeSchedule schedule, Fee fee) {
        try {
            var next = end.plus(new Money(1, end.asset()));
            return PricingRules.bare(schedule, fee, end).isGreaterThan(PricingRules.bare(schedule, fee, next));
        } catch (ArithmeticException _) {
            // Nobody can pay as much as that.
            return false;
        }
    }
}
