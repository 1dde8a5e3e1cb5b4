package gateway.notifications.news;

import gateway.platform.resilience.BackgroundWork;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a node does about news without being asked. */
@Configuration(proxyBeanMethods = false)
class NewsConfiguration {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration FORGET_EVERY = Duration.ofMinutes(1);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    @Bean
    BackgroundWork collectingNews(CollectNews collect, NewsSettings settings) {
        return BackgroundWork.every(
                "Collecting notifications",
                settings.every(),
                () -> collect.run().timeout(DEADLINE));
    }

    @Bean
    BackgroundWork watchingNews(WatchNews watch) {
        return BackgroundWork.every(
                "Watching notifications", LOOK_EVERY, () -> watch.look().timeout(DEADLINE));
    }

    @Bean
    BackgroundWork forgettingMessages(ForgetMessages forget) {
        return BackgroundWork.every(
                "Forgetting notifications", FORGET_EVERY, () -> forget.run().timeout(DEADLINE));
    }
}
