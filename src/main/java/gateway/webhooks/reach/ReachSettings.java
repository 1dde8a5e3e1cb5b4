package gateway.webhooks.reach;

import jakarta.validation.constraints.NotEmpty;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.webhooks.reach}.
 *
 * @param ports which ports of a partner may be called
 * @param loopback whether this very machine may be called too, on any port and without TLS: for the sandbox alone
 */
@Validated
@ConfigurationProperties("gateway.webhooks.reach")
record ReachSettings(
        @NotEmpty @DefaultValue({"443", "8443"}) Set<Integer> ports,
        @DefaultValue("false") boolean loopback) {

    ReachSettings {
        ports = Set.copyOf(ports);
    }
}
