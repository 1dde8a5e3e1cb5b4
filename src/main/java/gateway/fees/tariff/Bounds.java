package gateway.fees.tariff;

import gateway.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** The least and the most a fee may be for one payment; null where there is no such bound. */
public record Bounds(@Nullable Money least, @Nullable Money most) {

    public static final Bounds NONE = new Bounds(null, null);

    public Bounds {
        if (least != null && most != null && least.minor() > most.minor()) {
            throw UnfitTariff.because("min is larger than max");
        }
        if ((least != null && least.minor() < 0) || (most != null && most.minor() < 0)) {
            throw UnfitTariff.because("a bound cannot be negative");
        }
    }
}
