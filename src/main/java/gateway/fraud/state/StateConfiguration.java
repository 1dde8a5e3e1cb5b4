package gateway.fraud.state;

import gateway.platform.crypto.MessageSeal;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What signs, and proves, the words between us and the state antifraud. */
@Configuration(proxyBeanMethods = false)
class StateConfiguration {

    @Bean
    MessageSeal stateSeal(StateSettings settings, Clock clock) {
        return new MessageSeal(settings.secret(), clock);
    }
}
