package gateway.payments.postgres;

import gateway.platform.resilience.BackgroundWork;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the gauges of unfinished payments fresh. */
@Configuration(proxyBeanMethods = false)
class OpenPaymentsWork {

    private static final Duration EVERY = Duration.ofSeconds(5);

    @Bean
    BackgroundWork openPaymentsGauges(OpenPayments open) {
        return BackgroundWork.every("open-payments", EVERY, open::look);
    }
}
