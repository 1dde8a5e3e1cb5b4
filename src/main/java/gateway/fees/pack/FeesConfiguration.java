package gateway.fees.pack;

import gateway.fees.FeeWords;
import gateway.fees.Fees;
import gateway.fees.pricing.ScheduledFees;
import gateway.fees.tariff.FeePack;
import gateway.packs.InForce;
import gateway.rulebook.PackText;
import gateway.rulebook.UnfitPack;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The fee schedules a node begins with; a pack with a fault stops it. */
@Configuration(proxyBeanMethods = false)
class FeesConfiguration {

    @Bean
    InForce<FeePack> feePack(FeeSettings settings) throws IOException {
        try {
            return InForce.configured(new FeePacks(), PackText.load(settings.pack()));
        } catch (UnfitPack unfit) {
            throw new IllegalStateException("The fee pack is refused: " + unfit.getMessage(), unfit);
        }
    }

    @Bean
    Fees fees(InForce<FeePack> pack) {
        return new ScheduledFees(pack);
    }

    @Bean
    FeeWords feeWords() {
        return new FeeWords();
    }
}
