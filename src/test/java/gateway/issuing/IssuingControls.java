package gateway.issuing;

import gateway.compliance.Monitoring;
import gateway.compliance.RecordMovements;
import gateway.compliance.RestrictedCustomers;
import gateway.customers.KycTier;
import gateway.customers.KycTiers;
import gateway.packs.InForce;
import gateway.shared.ids.CustomerId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import reactor.core.publisher.Mono;

/** The real limits and orders of the state, and what else the bank asks in memory. */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan("gateway.limits")
@ComponentScan(
        basePackages = "gateway.limits",
        excludeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = "gateway\\.limits\\.web\\..*|.*Test\\$.*"))
@ComponentScan(
        basePackages = "gateway.fraud.restrictions",
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Test\\$.*"))
@ComponentScan(
        basePackages = "gateway.compliance",
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = ".*\\.(MovementWriter|UnrestrictedCustomersWriter)"))
class IssuingControls {

    /** Whoever is not here is fully known. */
    static final Map<CustomerId, KycTier> TIERS = new ConcurrentHashMap<>();

    /** Of them nobody can say how well they are known. */
    static final Set<CustomerId> STRANGE = ConcurrentHashMap.newKeySet();

    static final Set<CustomerId> RESTRICTED = ConcurrentHashMap.newKeySet();

    @Bean
    KycTiers tiers() {
        return customer -> STRANGE.contains(customer)
                ? Mono.error(new IllegalStateException("nobody knows"))
                : Mono.just(new KycTiers.Standing(TIERS.getOrDefault(customer, KycTier.SEEN), Instant.now()));
    }

    @Bean
    RestrictedCustomers restricted() {
        return RESTRICTED::contains;
    }

    @Bean
    Monitoring monitoring() {
        return movements -> movements.isEmpty() ? Optional.empty() : Optional.of(new RecordMovements(movements));
    }

    // Nobody here activates packs.
    @Bean
    static BeanPostProcessor packsStandAsConfigured() {
        return new BeanPostProcessor() {

            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof InForce<?> pack ? pack.asConfigured() : bean;
            }
        };
    }
}
