package gateway.fraud;

import gateway.fraud.rules.FraudPack;
import gateway.fraud.rules.FraudPacks;
import gateway.packs.InForce;
import gateway.rulebook.PackText;
import gateway.rulebook.UnfitPack;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules a node begins with; a pack with a fault stops it. */
@Configuration(proxyBeanMethods = false)
class FraudConfiguration {

    @Bean
    InForce<FraudPack> fraudPack(FraudSettings settings) throws IOException {
        try {
            return InForce.configured(new FraudPacks(), PackText.load(settings.pack()));
        } catch (UnfitPack unfit) {
            throw new IllegalStateException("The pack of fraud rules is refused: " + unfit.getMessage(), unfit);
        }
    }
}
