package gateway.webhooks.partners;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SignatureSettingsTest {

    private static SignatureSettings with(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("gateway.webhooks.signatures", SignatureSettings.class);
    }

    @Test
    void hasDefaults() {
        assertThat(with(Map.of()))
                .isEqualTo(new SignatureSettings(Duration.ofMinutes(5), Duration.ofSeconds(30), null));
    }

    @Test
    void bindsEveryProperty() {
        assertThat(with(Map.of(
                        "gateway.webhooks.signatures.longest", "1m",
                        "gateway.webhooks.signatures.clocks-differ", "2s",
                        "gateway.webhooks.signatures.origin", "https://bank.uz")))
                .isEqualTo(new SignatureSettings(
                        Duration.ofMinutes(1), Duration.ofSeconds(2), URI.create("https://bank.uz")));
    }

    @Test
    void aNonceIsRememberedForAsLongAsItsSignatureCouldBeGood() {
        assertThat(with(Map.of()).acceptable()).isGreaterThan(Duration.ofSeconds(330));
    }
}
