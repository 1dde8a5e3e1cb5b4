package gateway.fees.tariff;

import gateway.fees.Period;
import gateway.shared.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What depends on what was used before in the same period.
 *
 * @param cap the most the fee may come to in the period; null for no cap
 * @param quota what is free in the period; null for nothing
 */
public record Metering(
        Period period, @Nullable Money cap, @Nullable Quota quota) {

    public Metering {
        if (cap == null && quota == null) {
            throw UnfitTariff.because("a period needs a cap or a free quota to count for");
        }
        if (cap != null && cap.minor() < 0) {
            throw UnfitTariff.because("a cap cannot be negative");
        }
    }

    /**
     * Free of charge, until the first of both has run out.
     *
     * @param count payments; null for any number
     * @param volume what they move together; null for any volume
     */
    public record Quota(@Nullable Integer count, @Nullable Money volume) {

        public Quota {
            if (count == null && volume == null) {
                throw UnfitTariff.because("a free quota needs a count or a volume");
            }
            if ((count != null && count < 0) || (volume != null && volume.minor() < 0)) {
                throw UnfitTariff.because("a free quota cannot be negative");
            }
        }
    }
}
