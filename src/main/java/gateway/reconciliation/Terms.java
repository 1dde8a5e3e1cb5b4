package gateway.reconciliation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known to judge a counterparty's items.
 *
 * @param theirs days of which there is a file of the counterparty
 * @param bank days of which there are statements; null for a counterparty that settles on no account
 * @param until the last day that is compared
 * @param feeRate what the counterparty keeps of each amount, if that was agreed
 */
public record Terms(
        Set<LocalDate> theirs,
        @Nullable ToldDays bank,
        LocalDate until,
        @Nullable BigDecimal feeRate) {

    /** What the counterparty may keep; null where nothing was agreed. */
    @Nullable
    Long fee(long minor) {
        return feeRate == null
                ? null
                : BigDecimal.valueOf(minor)
                        .multiply(feeRate)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
    }
}
