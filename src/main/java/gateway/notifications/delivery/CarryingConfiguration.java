package gateway.notifications.delivery;

import gateway.notifications.Carrier;
import gateway.platform.resilience.BackgroundWork;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

/** Every node delivers for as long as it runs, each channel by itself. */
@Configuration(proxyBeanMethods = false)
class CarryingConfiguration {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    @Bean
    BackgroundWork deliveringNotifications(DeliverMessages deliver, List<Carrier> carriers) {
        return new BackgroundWork(
                "Delivering notifications",
                PAUSE,
                Flux.fromIterable(carriers)
                        .filter(Carrier::isThere)
                        .flatMap(deliver::run, Math.max(1, carriers.size()))
                        .concatWith(Flux.never()));
    }

    @Bean
    BackgroundWork askingForFates(AskFates ask, DeliverySettings settings) {
        return BackgroundWork.every(
                "Asking what became of notifications",
                settings.askEvery(),
                () -> ask.run().timeout(DEADLINE));
    }
}
