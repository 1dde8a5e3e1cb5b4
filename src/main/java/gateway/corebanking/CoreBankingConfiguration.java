package gateway.corebanking;

import gateway.packs.InForce;
import gateway.packs.StartingPack;
import gateway.platform.resilience.BackgroundWork;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

/** The account map that a node begins with, and what a node does without being asked. */
@Configuration(proxyBeanMethods = false)
class CoreBankingConfiguration {

    @Bean
    InForce<AccountMap> accountMap(CoreBankingSettings settings) throws IOException {
        return StartingPack.read(new AccountMapPacks(), settings.pack());
    }

    @Bean
    BackgroundWork coreBanking(TellCoreBank tell, CoreBankingSettings settings) {
        return settings.url() == null
                ? new BackgroundWork("core-banking", settings.every(), Flux.never())
                : BackgroundWork.every("core-banking", settings.every(), tell::round);
    }
}
