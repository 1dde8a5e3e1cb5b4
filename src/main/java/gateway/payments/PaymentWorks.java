package gateway.payments;

import gateway.platform.resilience.BackgroundWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a node does about payments without being asked. */
@Configuration(proxyBeanMethods = false)
class PaymentWorks {

    @Bean
    BackgroundWork paymentResolution(ResolvePayments resolve, PaymentSettings settings) {
        return BackgroundWork.every("resolve-payments", settings.checkEvery(), resolve::round)
                .whenStopped(resolve::stop);
    }
}
