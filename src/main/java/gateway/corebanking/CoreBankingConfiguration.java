package gateway.corebanking;

import gateway.platform.resilience.BackgroundWork;
import gateway.rulebook.PackText;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

/** The account map, read once at start, and what a node does without being asked. */
@Configuration(proxyBeanMethods = false)
class CoreBankingConfiguration {

    @Bean
    AccountMap accountMap(CoreBankingSettings settings) throws IOException {
        return AccountMapReader.read(PackText.load(settings.pack()));
    }

    @Bean
    BackgroundWork coreBanking(TellCoreBank tell, CoreBankingSettings settings) {
        return settings.url() == null
                ? new BackgroundWork("core-banking", settings.every(), Flux.never())
                : BackgroundWork.every("core-banking", settings.every(), tell::round);
    }
}
