package gateway.notifications.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DeliverySettingsTest {

    private static DeliverySettings with(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("gateway.notifications.delivery", DeliverySettings.class);
    }

    @Test
    void hasDefaults() {
        var usual = with(Map.of());

        assertThat(usual.atOnce()).isEqualTo(32);
        assertThat(usual.pauses()).isEqualTo(new RetryPauses(Duration.ofSeconds(5), Duration.ofMinutes(5)));
        assertThat(usual.askAfter()).isEqualTo(Duration.ofMinutes(1));
        // Two SMS providers take 8 s each at most, a push 10 s with its access token.
        assertThat(usual.lease()).isGreaterThan(Duration.ofSeconds(8 + 8 + 10));
    }
}
