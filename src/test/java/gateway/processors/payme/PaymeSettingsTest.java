package gateway.processors.payme;

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

class PaymeSettingsTest {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Bound.class);

    @Test
    void hasDefaults() {
        context.run(it -> {
            var settings = it.getBean(PaymeSettings.class);
            assertThat(settings.url()).hasToString("http://127.0.0.1:8104/api");
            assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(8));
            assertThat(settings.http()).isEqualTo(HttpTerms.usual());
        });
    }

    @Test
    void neverPrintsTheKey() {
        context.withPropertyValues("gateway.processors.payme.key=hunter2")
                .run(it ->
                        assertThat(it.getBean(PaymeSettings.class)).asString().doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeout=5ms",
                "timeout=15s",
                "naming-timeout=8s",
                "cashbox=a b",
                "key=",
                "account-field=",
                "http.max-connections=0",
                "http.acquire-timeout=0ms"
            })
    void refusesNonsense(String property) {
        context.withPropertyValues("gateway.processors.payme." + property)
                .run(it -> assertThat(it).hasFailed());
    }

    @EnableConfigurationProperties(PaymeSettings.class)
    static class Bound {}
}
