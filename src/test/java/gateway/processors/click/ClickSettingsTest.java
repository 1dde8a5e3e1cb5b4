package gateway.processors.click;

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

class ClickSettingsTest {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Bound.class);

    @Test
    void hasDefaults() {
        context.run(it -> {
            var settings = it.getBean(ClickSettings.class);
            assertThat(settings.url()).hasToString("http://127.0.0.1:8105/v2/merchant/");
            assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(8));
            assertThat(settings.http()).isEqualTo(HttpTerms.usual());
        });
    }

    @Test
    void neverPrintsTheSecret() {
        context.withPropertyValues("gateway.processors.click.secret=hunter2")
                .run(it ->
                        assertThat(it.getBean(ClickSettings.class)).asString().doesNotContain("hunter2"));
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
        context.withPropertyValues("gateway.processors.click." + property)
                .run(it -> assertThat(it).hasFailed());
    }

    @EnableConfigurationProperties(ClickSettings.class)
    static class Bound {}
}
