package gateway.fees.pricing;

import gateway.fees.FeeUsage.Used;
import gateway.fees.tariff.Metering;
import gateway.fees.tariff.Metering.Quota;
import gateway.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** How much of an amount is free under a quota: nothing any more once its count or its volume has run out. */
final class FreeQuota {

    private FreeQuota() {}

    static Money of(Money amount, @Nullable Metering metering, Used used) {
        var quota = metering == null ? null : metering.quota();
        if (quota == null || !isOpen(quota, used)) {
            return Money.zero(amount.asset());
        }
        if (quota.volume() == null) {
            return amount;
        }
        var left = quota.volume().minus(used.volume());
        return amount.isGreaterThan(left) ? left : amount;
    }

    /** Whether the whole amount is free; that of a payment that moves nothing is while anything would be. */
    static boolean covers(Money amount, @Nullable Metering metering, Used used) {
        var quota = metering == null ? null : metering.quota();
        return quota != null
                && isOpen(quota, used)
                && of(amount, metering, used).equals(amount);
    }

    private static boolean isOpen(Quota quota, Used used) {
        return (quota.count() == null || used.count() < quota.count())
                && (quota.volume() == null || quota.volume().isGreaterThan(used.volume()));
    }
}
