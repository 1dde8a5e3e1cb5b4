package gateway.processors.correspondent.receiving;

import gateway.platform.resilience.BackgroundWork;
import gateway.processors.correspondent.links.CorrespondentSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

/** Every node looks into the folders, and tells what came. */
@Configuration(proxyBeanMethods = false)
class ReceivingConfiguration {

    @Bean
    BackgroundWork fetchingFromCorrespondents(PollFolder poll, CorrespondentSettings settings) {
        var name = "Fetching from correspondents";
        var all = poll.watched().stream()
                .map(link -> BackgroundWork.every(name, settings.every(), () -> poll.round(link))
                        .work())
                .toList();
        return new BackgroundWork(
                name,
                settings.every(),
                all.isEmpty() ? Flux.never() : Flux.fromIterable(all).flatMap(work -> work, all.size()));
    }

    @Bean
    BackgroundWork tellingOfTransfers(TellNews tell, CorrespondentSettings settings) {
        return settings.links().isEmpty()
                ? new BackgroundWork("Telling of transfers", settings.every(), Flux.never())
                : BackgroundWork.every("Telling of transfers", settings.every(), tell::round);
    }
}
