package gateway.notifications;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What holds for all notifications. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {

    @Bean
    QuietHours quietHours(QuietSettings settings) {
        return new QuietHours(settings.from(), settings.until());
    }
}
