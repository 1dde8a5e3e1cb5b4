package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

/** What can be set of the servers, and what is refused at start-up. */
class HttpSettingsTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Bound.class);

    @EnableConfigurationProperties(HttpSettings.class)
    static class Bound {}

    @Test
    void hasDefaults() {
        runner.run(context -> assertThat(context.getBean(HttpSettings.class))
                .isEqualTo(new HttpSettings(
                        null,
                        10_000,
                        256,
                        512,
                        Duration.ofMillis(200),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(5),
                        Duration.ZERO)));
    }

    @Test
    void bindsEveryProperty() {
        runner.withPropertyValues(
                        "gateway.http.plain-port=8080",
                        "gateway.http.max-connections=500",
                        "gateway.http.max-streams=64",
                        "gateway.http.in-progress=32",
                        "gateway.http.late-after=80ms",
                        "gateway.http.idle-timeout=5s",
                        "gateway.http.request-timeout=2s",
                        "gateway.http.drain-pause=8s")
                .run(context -> assertThat(context.getBean(HttpSettings.class))
                        .isEqualTo(new HttpSettings(
                                8080,
                                500,
                                64,
                                32,
                                Duration.ofMillis(80),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(8))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain-port=-1",
                "plain-port=65536",
                "max-connections=15",
                "max-streams=0",
                "in-progress=0",
                "late-after=0ms",
                "idle-timeout=500ms",
                "request-timeout=50ms",
                "drain-pause=2m"
            })
    void refusesWhatCannotWork(String setting) {
        runner.withPropertyValues("gateway.http." + setting)
                .run(context -> assertThat(context).hasFailed());
    }
}
