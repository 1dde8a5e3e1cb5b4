package gateway.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DeliverySettingsTest {

    static DeliverySettings usual() {
        return with(Map.of());
    }

    static DeliverySettings with(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("gateway.webhooks.delivery", DeliverySettings.class);
    }

    @Test
    void hasDefaults() {
        var usual = usual();

        assertThat(usual.timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(usual.retries()).hasSize(9).startsWith(Duration.ofSeconds(5)).endsWith(Duration.ofHours(24));
        assertThat(usual.perEndpoint()).isEqualTo(64);
    }

    @Test
    void aLeaseOutlivesEveryAttempt() {
        var settings = with(
                Map.of("gateway.webhooks.delivery.timeout", "2s", "gateway.webhooks.delivery.connect-timeout", "1s"));

        assertThat(settings.lease()).isGreaterThan(settings.timeout().plus(settings.connectTimeout()));
    }
}
