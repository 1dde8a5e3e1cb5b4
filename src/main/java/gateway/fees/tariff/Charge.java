package gateway.fees.tariff;

import gateway.fees.Rate;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a fee follows from an amount, before bounds, caps and tax. */
public sealed interface Charge {

    /** The same for every amount. */
    record Fixed(Money amount) implements Charge {}

    /** @param plus what is added to the part of the amount; may be nothing */
    record Percent(Rate rate, Money plus) implements Charge {}

    /** Each slice of the amount by the tier it lies in; a tier's fixed part is due once the amount reaches into it. */
    record Graduated(Tiers tiers) implements Charge {}

    /** The whole amount by the tier it ends in. */
    record Volume(Tiers tiers) implements Charge {}

    /**
     * What holds for amounts above one and up to another.
     *
     * @param upTo the last amount it holds for; null for the last tier, which is open
     */
    record Tier(Money above, @Nullable Money upTo, Money fixed, Rate rate) {

        boolean holds(Money amount) {
            return upTo == null || !amount.isGreaterThan(upTo);
        }

        Stream<Money> amounts() {
            return upTo == null ? Stream.of(above, fixed) : Stream.of(above, upTo, fixed);
        }
    }

    /** Every amount it names, for those who look at their currency. */
    default List<Money> amounts() {
        return switch (this) {
            case Fixed it -> List.of(it.amount());
            case Percent it -> List.of(it.plus());
            case Graduated it -> it.tiers().amounts();
            case Volume it -> it.tiers().amounts();
        };
    }

    /** Whether everything in it is counted in that currency. */
    default boolean isIn(Asset asset) {
        return amounts().stream().allMatch(amount -> amount.asset().equals(asset));
    }
}
