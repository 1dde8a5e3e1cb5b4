package gateway.operators;

import gateway.compliance.Monitoring;
import gateway.compliance.Movement;
import gateway.compliance.RestrictedCustomers;
import gateway.compliance.UnrestrictedCustomers;
import gateway.compliance.cases.UnrestrictedCustomersWriter;
import gateway.customers.KycTier;
import gateway.customers.KycTiers;
import gateway.fraud.Restriction;
import gateway.fraud.RestrictionRefusal;
import gateway.fraud.Restrictions;
import gateway.fraud.Subject;
import gateway.packs.InForce;
import gateway.platform.journal.MemoryWriter;
import gateway.platform.journal.Part;
import gateway.platform.journal.PartWriter;
import gateway.shared.ids.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import reactor.core.publisher.Mono;

/** The real limits and fees, and what else the bank asks in memory. */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan({"gateway.limits", "gateway.fees"})
@ComponentScan(
        basePackages = "gateway.limits",
        excludeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = "gateway\\.limits\\.web\\..*|.*Test\\$.*"))
@ComponentScan(
        basePackages = "gateway.fees",
        excludeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = "gateway\\.fees\\.web\\..*|.*Test\\$.*"))
class Watched {

    static final Map<CustomerId, KycTier> TIERS = new ConcurrentHashMap<>();
    static final Set<CustomerId> STOPPED = ConcurrentHashMap.newKeySet();
    static final Set<CustomerId> RESTRICTED = ConcurrentHashMap.newKeySet();
    static final Queue<Movement> MOVEMENTS = new ConcurrentLinkedQueue<>();

    @Bean
    KycTiers tiers() {
        return customer ->
                Mono.just(new KycTiers.Standing(TIERS.getOrDefault(customer, KycTier.DOCUMENTED), Instant.now()));
    }

    @Bean
    Restrictions restrictions() {
        return new Restrictions() {

            @Override
            public Mono<Optional<Restriction>> of(List<Subject> subjects) {
                return Mono.fromSupplier(() -> Optional.ofNullable(stops(subjects)));
            }

            @Override
            public Part unless(List<Subject> subjects) {
                return new Unless(subjects);
            }
        };
    }

    private static @Nullable Restriction stops(List<Subject> subjects) {
        return subjects.stream()
                .filter(it -> it.kind() == Subject.Kind.CUSTOMER && STOPPED.contains(new CustomerId(it.id())))
                .findFirst()
                .map(it -> new Restriction("o-1", it, Instant.EPOCH, Instant.MAX))
                .orElse(null);
    }

    @Bean
    RestrictedCustomers restricted() {
        return RESTRICTED::contains;
    }

    @Bean
    PartWriter<UnrestrictedCustomers> unrestrictedCustomersWriter() {
        return new UnrestrictedCustomersWriter();
    }

    @Bean
    Monitoring monitoring() {
        return movements -> {
            MOVEMENTS.addAll(movements);
            return Optional.empty();
        };
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

    @Bean
    PartWriter<Unless> unlessWriter() {
        return new MemoryWriter<>(Unless.class, 2_110, part -> {
            var restriction = stops(part.subjects());
            return restriction == null ? null : new RestrictionRefusal(restriction);
        });
    }

    /** Holds unless one of these is stopped. */
    private record Unless(List<Subject> subjects) implements Part {}
}
