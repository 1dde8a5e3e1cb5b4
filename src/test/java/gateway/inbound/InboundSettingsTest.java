package gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class InboundSettingsTest {

    static final InboundSettings DEFAULTS = with(Map.of());

    private static InboundSettings with(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("gateway.inbound", InboundSettings.class);
    }

    @Test
    void hasDefaults() {
        assertThat(with(Map.of()))
                .isEqualTo(new InboundSettings(
                        "OQM",
                        BigDecimal.ONE,
                        1_999_999_900,
                        Duration.ofMinutes(20),
                        Duration.ofHours(12),
                        60,
                        Duration.ofSeconds(8),
                        new InboundSettings.PerSecond(100, 100, 20),
                        Duration.ofDays(1827),
                        Duration.ofDays(400),
                        new InboundSettings.OnwardSettings(
                                Duration.ofMillis(500), 64, Duration.ofSeconds(15), Duration.ofHours(1)),
                        Duration.ofSeconds(5)));
    }

    @Test
    void oneTransferBringsSoMuchAndNoMore() {
        var settings = with(Map.of("gateway.inbound.most", "100"));

        assertThat(settings.allows(new Money(100, Asset.UZS))).isTrue();
        assertThat(settings.allows(new Money(101, Asset.UZS))).isFalse();
    }
}
