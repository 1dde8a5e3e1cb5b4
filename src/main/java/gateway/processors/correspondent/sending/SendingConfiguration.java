package gateway.processors.correspondent.sending;

import gateway.platform.resilience.BackgroundGroup;
import gateway.platform.resilience.BackgroundWork;
import gateway.processors.correspondent.links.CorrespondentSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every node sends, to each correspondent at its own pace. */
@Configuration(proxyBeanMethods = false)
class SendingConfiguration {

    @Bean
    BackgroundGroup sendingToCorrespondents(Routes routes, SendMessages send, CorrespondentSettings settings) {
        return new BackgroundGroup(routes.all().stream()
                .map(route -> BackgroundWork.every(
                        "Sending to correspondent " + route.link().name(), settings.every(), () -> send.round(route)))
                .toList());
    }
}
