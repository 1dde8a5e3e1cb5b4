package gateway.webhooks.delivery;

import gateway.platform.resilience.BackgroundWork;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every node delivers for as long as it runs. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Bean
    BackgroundWork deliveringWebhooks(DeliverEvents deliver) {
        return new BackgroundWork("Delivering webhooks", PAUSE, deliver.run());
    }
}
