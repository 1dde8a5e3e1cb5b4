package gateway.processors.correspondent.receiving;

import gateway.platform.resilience.BackgroundGroup;
import gateway.platform.resilience.BackgroundWork;
import gateway.processors.correspondent.links.CorrespondentSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

/** Every node looks into the folders, and tells what came. */
@Configuration(proxyBeanMethods = false)
class ReceivingConfiguration {

    @Bean
    BackgroundGroup fetchingFromCorrespondents(PollFolder poll, CorrespondentSettings settings) {
        return new BackgroundGroup(poll.watched().stream()
                .map(link -> BackgroundWork.every(
                        "Fetching from correspondent " + link.name(), settings.every(), () -> poll.round(link)))
                .toList());
    }

    @Bean
    BackgroundWork tellingOfTransfers(TellNews tell, CorrespondentSettings settings) {
        return settings.links().isEmpty()
                ? new BackgroundWork("Telling of transfers", settings.every(), Flux.never())
                : BackgroundWork.every("Telling of transfers", settings.every(), tell::round);
    }
}
