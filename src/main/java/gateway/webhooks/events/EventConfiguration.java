package gateway.webhooks.events;

import gateway.platform.resilience.BackgroundWork;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a node does about events without being asked. */
@Configuration(proxyBeanMethods = false)
class EventConfiguration {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration FORGET_EVERY = Duration.ofMinutes(1);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    @Bean
    BackgroundWork collectingWebhooks(CollectEvents collect, EventSettings settings) {
        return BackgroundWork.every(
                "Collecting webhooks", settings.every(), () -> collect.run().timeout(DEADLINE));
    }

    @Bean
    BackgroundWork watchingWebhooks(WatchBacklog watch) {
        return BackgroundWork.every(
                "Watching webhooks", LOOK_EVERY, () -> watch.look().timeout(DEADLINE));
    }

    @Bean
    BackgroundWork forgettingWebhooks(ForgetEvents forget) {
        return BackgroundWork.every(
                "Forgetting webhooks", FORGET_EVERY, () -> forget.run().timeout(DEADLINE));
    }
}
