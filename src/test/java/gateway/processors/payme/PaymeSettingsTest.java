package gateway.processors.payme;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.HttpTerms;
import gateway.processors.RailSettingsContract;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

class PaymeSettingsTest extends RailSettingsContract<PaymeSettings> {

    PaymeSettingsTest() {
        super(PaymeSettings.class, "key", Bound.class);
    }

    @Override
    protected void checkDefaults(PaymeSettings settings) {
        assertThat(settings.url()).hasToString("http://127.0.0.1:8104/api");
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(8));
    }

    @Override
    protected HttpTerms http(PaymeSettings settings) {
        return settings.http();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout=15s", "naming-timeout=8s", "cashbox=a b", "account-field="})
    void refusesItsOwnNonsense(String property) {
        refuses(property);
    }

    @EnableConfigurationProperties(PaymeSettings.class)
    static class Bound {}
}
