package gateway.processors.uzcard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class UzcardSettingsTest {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Bound.class);

    @Test
    void hasDefaults() {
        context.run(it -> {
            var settings = it.getBean(UzcardSettings.class);
            assertThat(settings.url()).hasToString("http://127.0.0.1:8091/");
            assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
        });
    }

    @Test
    void neverPrintsThePassword() {
        context.withPropertyValues("gateway.processors.uzcard.password=hunter2")
                .run(it ->
                        assertThat(it.getBean(UzcardSettings.class)).asString().doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeout=5ms",
                "timeout=2m",
                "terminal-id=1",
                "merchant-id=abc",
                "username=",
                "password=",
                "port=0",
                "max-connections=0"
            })
    void refusesNonsense(String property) {
        context.withPropertyValues("gateway.processors.uzcard." + property)
                .run(it -> assertThat(it).hasFailed());
    }

    @EnableConfigurationProperties(UzcardSettings.class)
    static class Bound {}
}
