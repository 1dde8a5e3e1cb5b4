package gateway.fees.web;

import gateway.fees.FeeCounts;
import gateway.fees.FeeUsage;
import gateway.packs.InForce;
import gateway.platform.crypto.MasterKey;
import gateway.platform.http.Caller;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.SessionId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** Fees behind the real edge, in March 2026; who calls stands in a header, because signing in is not this module's. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {LiquibaseAutoConfiguration.class, R2dbcAutoConfiguration.class, DataSourceAutoConfiguration.class})
@ConfigurationPropertiesScan({"gateway.fees", "gateway.platform.http"})
@ComponentScan(
        basePackages = {"gateway.fees", "gateway.platform.http", "gateway.platform.observability"},
        excludeFilters =
                @Filter(
                        type = FilterType.REGEX,
                        pattern = ".*(Test|EdgeServer|OrdersController|EchoController|WhoController|ApiDescription).*"))
class FeeApplication {

    static final String CUSTOMER = "X-Test-Customer";
    static final Instant NOW = Instant.parse("2026-03-10T08:00:00Z");

    @Bean
    MasterKey masterKey() {
        return new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
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

    // Nobody has paid anything yet.
    @Bean
    FeeCounts counts() {
        return (_, _) -> Mono.just(FeeUsage.NOTHING);
    }

    @Bean
    Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Bean
    RandomGenerator random() {
        return new SecureRandom();
    }

    @Bean
    WebFilter caller() {
        return (exchange, chain) -> {
            var customer = exchange.getRequest().getHeaders().getFirst(CUSTOMER);
            CustomerId.parse(String.valueOf(customer))
                    .map(id -> new Caller(id, new DeviceId(id.value()), new SessionId(id.value()), Instant.EPOCH))
                    .ifPresent(caller -> exchange.getAttributes().put(Caller.ATTRIBUTE, caller));
            return chain.filter(exchange);
        };
    }
}
