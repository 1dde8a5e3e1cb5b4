package gateway.fees.pricing;

import gateway.fees.FeeMeter;
import gateway.fees.FeeQuestion;
import gateway.fees.FeeQuote;
import gateway.fees.Fees;
import gateway.fees.tariff.FeePack;
import java.util.List;
import java.util.function.Supplier;

/** Prices by the pack that is in force when it is asked. */
public record ScheduledFees(Supplier<FeePack> pack) implements Fees {

    @Override
    public FeeQuote quote(FeeQuestion question) {
        return PricingRules.quote(pack.get(), question);
    }

    @Override
    public List<FeeMeter> meters(FeeQuestion question) {
        return PricingRules.meters(pack.get(), question);
    }
}
