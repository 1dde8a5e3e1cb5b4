package gateway.fees.pricing;

import gateway.fees.FeeUsage.Used;
import gateway.fees.tariff.Metering;
import gateway.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** How much of an amount is free under a quota: nothing any more once its count or its volume has run out. */
final class FreeQuota {

    private FreeQuota() {}

    static Money of(Money amount, @Nullable Metering metering, Used used) {
        var quota = metering == null ? null : metering.quota();
        if (quota == null || quota.count() != null && used.count() >= quota.count()) {
            return Money.zero(amount.asset());
        }
        if (quota.volume() == null) {
            return amount;
        }
        var left = quota.volume().minus(used.volume());
        if (!left.isPositive()) {
            return Money.zero(amount.asset());
        }
        return amount.isGreaterThan(left) ? left : amount;
    }
}
