package gateway.processors.uzum;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.HttpTerms;
import gateway.processors.RailSettingsContract;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

class UzumSettingsTest extends RailSettingsContract<UzumSettings> {

    UzumSettingsTest() {
        super(UzumSettings.class, "secret", Bound.class);
    }

    @Override
    protected void checkDefaults(UzumSettings settings) {
        assertThat(settings.url()).hasToString("http://127.0.0.1:8106/");
        assertThat(settings.absenceIsProof()).isFalse();
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(8));
    }

    @Override
    protected HttpTerms http(UzumSettings settings) {
        return settings.http();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout=15s", "service-id=0", "user-id=x"})
    void refusesItsOwnNonsense(String property) {
        refuses(property);
    }

    @EnableConfigurationProperties(UzumSettings.class)
    static class Bound {}
}
