package gateway.notifications.sms;

import gateway.platform.resilience.BackgroundWork;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a node does about SMS without being asked. */
@Configuration(proxyBeanMethods = false)
class SmsConfiguration {

    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Longer than any provider may take; a code does not live longer. */
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    @Bean
    BackgroundWork tellingCodesAgain(HeldCodes held) {
        return BackgroundWork.every(
                "Telling codes again", EVERY, () -> held.run().timeout(DEADLINE));
    }
}
