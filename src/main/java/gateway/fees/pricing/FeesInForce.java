package gateway.fees.pricing;

import gateway.fees.FeeMeter;
import gateway.fees.FeeQuestion;
import gateway.fees.FeeQuote;
import gateway.fees.Fees;
import gateway.fees.tariff.FeePack;
import gateway.packs.InForce;
import java.util.List;

/** Prices by the pack that is in force when it is asked. */
public record FeesInForce(InForce<FeePack> pack) implements Fees {

    @Override
    public FeeQuote quote(FeeQuestion question) {
        return PricingRules.quote(pack.get(), question);
    }

    @Override
    public List<FeeMeter> meters(FeeQuestion question) {
        return PricingRules.meters(pack.get(), question);
    }
}
