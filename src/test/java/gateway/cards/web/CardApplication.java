package gateway.cards.web;

import gateway.platform.crypto.MasterKey;
import gateway.platform.http.Caller;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.SessionId;
import java.time.Instant;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.web.server.WebFilter;

/** Cards behind the real edge; who calls stands in a header, because signing in is not this module's. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ConfigurationPropertiesScan({
    "gateway.cards",
    "gateway.platform.http",
    "gateway.platform.journal",
    "gateway.platform.observability"
})
@ComponentScan(
        basePackages = {
            "gateway.cards",
            "gateway.platform.http",
            "gateway.platform.idempotency",
            "gateway.platform.journal",
            "gateway.platform.observability"
        },
        excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*(Test|Fixture|EdgeServer).*"))
class CardApplication {

    static final String CUSTOMER = "X-Test-Customer";

    @Bean
    MasterKey masterKey() {
        return new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
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
