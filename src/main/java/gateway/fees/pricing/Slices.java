package gateway.fees.pricing;

import gateway.fees.Rate;
import gateway.fees.Reckoning.Slice;
import gateway.fees.tariff.Charge;
import gateway.fees.tariff.Charge.Tier;
import gateway.shared.money.Money;
import java.math.BigInteger;
import java.util.List;

/** The slices of an amount that a charge tells apart, and their exact sum: fixed + Σ rate · slice. */
final class Slices {

    private Slices() {}

    static List<Slice> of(Charge charge, Money amount) {
        return switch (charge) {
            case Charge.Fixed it -> List.of(new Slice(amount, Rate.NOTHING, it.amount()));
            case Charge.Percent it -> List.of(new Slice(amount, it.rate(), it.plus()));
            case Charge.Graduated it ->
                it.tiers().list().stream()
                        .filter(tier -> amount.isGreaterThan(tier.above()))
                        .map(tier -> slice(tier, amount))
                        .toList();
            case Charge.Volume it -> {
                var tier = it.tiers().holding(amount);
                yield List.of(new Slice(amount, tier.rate(), tier.fixed()));
            }
        };
    }

    private static Slice slice(Tier tier, Money amount) {
        var upTo = tier.upTo();
        var end = upTo == null || upTo.isGreaterThan(amount) ? amount : upTo;
        return new Slice(end.minus(tier.above()), tier.rate(), tier.fixed());
    }

    /** In millionths of a minor unit. */
    static BigInteger millionths(List<Slice> slices) {
        return slices.stream().map(Slices::millionths).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger millionths(Slice slice) {
        var rated = BigInteger.valueOf(slice.of().minor())
                .multiply(BigInteger.valueOf(slice.rate().perMillion()));
        var fixed = BigInteger.valueOf(slice.plus().minor()).multiply(BigInteger.valueOf(Rate.WHOLE));
        return rated.add(fixed);
    }
}
