package gateway.processors.correspondent.sending;

import gateway.platform.resilience.BackgroundWork;
import gateway.processors.correspondent.links.CorrespondentSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

/** Every node sends, to each correspondent at its own pace. */
@Configuration(proxyBeanMethods = false)
class SendingConfiguration {

    @Bean
    BackgroundWork sendingToCorrespondents(Routes routes, SendMessages send, CorrespondentSettings settings) {
        var name = "Sending to correspondents";
        var all = routes.all().stream()
                .map(route -> BackgroundWork.every(name, settings.every(), () -> send.round(route))
                        .work())
                .toList();
        return new BackgroundWork(
                name,
                settings.every(),
                all.isEmpty() ? Flux.never() : Flux.fromIterable(all).flatMap(work -> work, all.size()));
    }
}
