package gateway.processors.uzum;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.HttpTerms;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class UzumSettingsTest {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Bound.class);

    @Test
    void hasDefaults() {
        context.run(it -> {
            var settings = it.getBean(UzumSettings.class);
            assertThat(settings.url()).hasToString("http://127.0.0.1:8106/");
            assertThat(settings.absenceIsProof()).isFalse();
            assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(8));
            assertThat(settings.http()).isEqualTo(HttpTerms.usual());
        });
    }

    @Test
    void neverPrintsTheSecret() {
        context.withPropertyValues("gateway.processors.uzum.secret=hunter2")
                .run(it -> assertThat(it.getBean(UzumSettings.class)).asString().doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeout=5ms",
                "timeout=15s",
                "service-id=0",
                "user-id=x",
                "secret=",
                "http.max-connections=0",
                "http.acquire-timeout=0ms"
            })
    void refusesNonsense(String property) {
        context.withPropertyValues("gateway.processors.uzum." + property)
                .run(it -> assertThat(it).hasFailed());
    }

    @EnableConfigurationProperties(UzumSettings.class)
    static class Bound {}
}
