package gateway.fees.pricing;

import gateway.fees.FeeMeter;
import gateway.fees.FeeQuestion;
import gateway.fees.FeeQuote;
import gateway.fees.Fees;
import gateway.fees.tariff.FeePack;
import java.util.List;

/** Prices by one pack. */
public record ScheduledFees(FeePack pack) implements Fees {

    @Override
    public FeeQuote quote(FeeQuestion question) {
        return PricingRules.quote(pack, question);
    }

    @Override
    public List<FeeMeter> meters(FeeQuestion question) {
        return PricingRules.meters(pack, question);
    }
}
