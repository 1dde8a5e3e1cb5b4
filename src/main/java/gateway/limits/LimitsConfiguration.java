package gateway.limits;

import gateway.packs.InForce;
import gateway.rulebook.PackText;
import gateway.rulebook.UnfitPack;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules a node begins with; a pack with a fault stops it. */
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {

    @Bean
    InForce<LimitBook> limitBook(LimitSettings settings) throws IOException {
        try {
            return InForce.configured(new LimitPacks(), PackText.load(settings.pack()));
        } catch (UnfitPack unfit) {
            throw new IllegalStateException("The pack of limits is refused: " + unfit.getMessage(), unfit);
        }
    }
}
