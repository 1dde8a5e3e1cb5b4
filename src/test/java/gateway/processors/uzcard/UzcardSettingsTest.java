package gateway.processors.uzcard;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.HttpTerms;
import gateway.processors.RailSettingsContract;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

class UzcardSettingsTest extends RailSettingsContract<UzcardSettings> {

    UzcardSettingsTest() {
        super(UzcardSettings.class, "password", Bound.class);
    }

    @Override
    protected void checkDefaults(UzcardSettings settings) {
        assertThat(settings.url()).hasToString("http://127.0.0.1:8091/");
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Override
    protected HttpTerms http(UzcardSettings settings) {
        return settings.http();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout=2m", "terminal-id=1", "merchant-id=abc", "username=", "port=0"})
    void refusesItsOwnNonsense(String property) {
        refuses(property);
    }

    @EnableConfigurationProperties(UzcardSettings.class)
    static class Bound {}
}
