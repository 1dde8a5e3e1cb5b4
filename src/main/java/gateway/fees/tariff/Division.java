package gateway.fees.tariff;

import gateway.fees.Rate;
import gateway.shared.money.Money;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an amount is divided among several: each gets its part rounded down, and one of them, named in the tariff, the
 * units that are left over. 15 by 80, 8 and 12 % is 13, 1 and 1 when the first owns what is left over.
 */
public record Division<T>(List<Part<T>> parts, T leftover) {

    /** What one of them gets. */
    public record Part<T>(T whose, Rate rate) {}

    public Division {
        parts = List.copyOf(parts);
        int sum = 0;
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            if (parts.subList(0, i).stream().anyMatch(one -> one.whose().equals(part.whose()))) {
                throw UnfitTariff.at(i, "has a part already");
            }
            // At most one per constant of an enum, so this cannot overflow.
            sum += part.rate().perMillion();
        }
        if (sum != Rate.WHOLE) {
            throw UnfitTariff.because(
                    "the parts must be 100 %% together, not %s".formatted(sum < Rate.WHOLE ? new Rate(sum) : "more"));
        }
        if (parts.stream().noneMatch(part -> part.whose().equals(leftover))) {
            throw UnfitTariff.because("who owns the leftover units must have a part");
        }
    }

    public static <T> Division<T> whole(T whose) {
        return new Division<>(List.of(new Part<>(whose, Rate.ALL)), whose);
    }

    /** In the declared order; the sum is the amount. */
    public Map<T, Money> of(Money amount) {
        var divided = new LinkedHashMap<T, Money>();
        var left = amount;
        for (var part : parts) {
            var share = floor(amount, part.rate());
            divided.put(part.whose(), share);
            left = left.minus(share);
        }
        divided.merge(leftover, left, Money::plus);
        return divided;
    }

    private static Money floor(Money amount, Rate rate) {
        var exact = BigInteger.valueOf(amount.minor()).multiply(BigInteger.valueOf(rate.perMillion()));
        return new Money(Rounding.divide(exact, Rate.WHOLE, RoundingMode.FLOOR), amount.asset());
    }
}
