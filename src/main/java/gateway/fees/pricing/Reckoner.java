package gateway.fees.pricing;

import gateway.fees.FeeUsage.Used;
import gateway.fees.Rate;
import gateway.fees.Reckoning;
import gateway.fees.Vat;
import gateway.fees.tariff.Fee;
import gateway.fees.tariff.FeeSchedule;
import gateway.fees.tariff.Rounding;
import gateway.shared.money.Money;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reckons one fee of one payment: clamp(round(fixed + Σ rate · slice), min, max), then min(fee, cap − charged), so that
 * the minimum does not apply once the cap is used up; then the tax. Keeps what it did.
 */
final class Reckoner {

    private final Fee fee;
    private final RoundingMode rounding;
    private final List<Reckoning> steps = new ArrayList<>();

    private Reckoner(FeeSchedule schedule, Fee fee) {
        this.fee = fee;
        this.rounding = schedule.rounding();
    }

    /**
     * What one fee came to.
     *
     * @param charge as the tariff counts it, without tax on top
     */
    record Reckoned(Money charge, Money vat, Money gross, List<Reckoning> steps) {}

    static Reckoned reckon(FeeSchedule schedule, Fee fee, Money amount, Used used) {
        var reckoner = new Reckoner(schedule, fee);
        var charge = reckoner.charge(amount, used);
        var vat = reckoner.vat(charge);
        var gross = fee.vat() instanceof Vat.OnTop ? charge.plus(vat) : charge;
        return new Reckoned(charge, vat, gross, List.copyOf(reckoner.steps));
    }

    /** Before caps, quotas and taxes. */
    static Money bare(FeeSchedule schedule, Fee fee, Money amount) {
        var reckoner = new Reckoner(schedule, fee);
        return reckoner.bounded(reckoner.computed(amount));
    }

    private Money charge(Money amount, Used used) {
        var free = FreeQuota.of(amount, fee.metering(), used);
        if (free.isPositive()) {
            steps.add(new Reckoning.Free(free));
        }
        if (FreeQuota.covers(amount, fee.metering(), used)) {
            return Money.zero(amount.asset());
        }
        return capped(bounded(computed(amount.minus(free))), used);
    }

    private Money computed(Money amount) {
        if (!amount.isPositive()) {
            steps.add(new Reckoning.NothingMoves());
            return Money.zero(amount.asset());
        }
        var slices = Slices.of(fee.charge(), amount);
        steps.addAll(slices);
        var exact = Slices.millionths(slices);
        var rounded = new Money(Rounding.divide(exact, Rate.WHOLE, rounding), amount.asset());
        if (!Rounding.isExact(exact, Rate.WHOLE)) {
            steps.add(new Reckoning.Rounded(rounded));
        }
        return rounded;
    }

    private Money bounded(Money charge) {
        var least = fee.bounds().least();
        if (least != null && least.isGreaterThan(charge)) {
            steps.add(new Reckoning.RaisedToMinimum(least));
            return least;
        }
        var most = fee.bounds().most();
        if (most != null && charge.isGreaterThan(most)) {
            steps.add(new Reckoning.LoweredToMaximum(most));
            return most;
        }
        return charge;
    }

    private Money capped(Money charge, Used used) {
        var cap = fee.metering() == null ? null : fee.metering().cap();
        if (cap == null) {
            return charge;
        }
        var left = cap.isGreaterThan(used.charged()) ? cap.minus(used.charged()) : Money.zero(cap.asset());
        if (!charge.isGreaterThan(left)) {
            return charge;
        }
        steps.add(new Reckoning.Capped(left, cap));
        return left;
    }

    private Money vat(Money charge) {
        return switch (fee.vat()) {
            case Vat.None _, Vat.Exempt _ -> Money.zero(charge.asset());
            case Vat.OnTop(var rate) -> {
                var vat = part(charge, rate.perMillion(), Rate.WHOLE);
                steps.add(new Reckoning.VatOnTop(rate, vat));
                yield vat;
            }
            case Vat.Included(var rate) -> {
                var vat = part(charge, rate.perMillion(), Rate.WHOLE + rate.perMillion());
                steps.add(new Reckoning.VatIncluded(rate, vat));
                yield vat;
            }
        };
    }

    private Money part(Money whole, long numerator, long denominator) {
        var exact = BigInteger.valueOf(whole.minor()).multiply(BigInteger.valueOf(numerator));
        return new Money(Rounding.divide(exact, denominator, rounding), whole.asset());
    }
}
