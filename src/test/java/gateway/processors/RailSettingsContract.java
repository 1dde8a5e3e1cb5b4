package gateway.processors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

/** How settings of a rail over HTTP are read: with defaults, without nonsense, and nothing secret is printed. */
public abstract class RailSettingsContract<S> {

    private final Class<S> type;
    private final String prefix;
    private final String secret;
    private final ApplicationContextRunner context;

    /**
     * @param secret the property that nobody may see
     * @param bound enables the properties
     */
    protected RailSettingsContract(Class<S> type, String secret, Class<?> bound) {
        this.type = type;
        this.prefix = type.getAnnotation(ConfigurationProperties.class).value() + ".";
        this.secret = secret;
        this.context = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                .withUserConfiguration(bound);
    }

    /** How they are when nothing is set. */
    protected abstract void checkDefaults(S settings);

    protected abstract HttpTerms http(S settings);

    @Test
    protected final void hasDefaults() {
        context.run(it -> {
            var settings = it.getBean(type);
            checkDefaults(settings);
            assertThat(http(settings)).isEqualTo(HttpTerms.usual());
        });
    }

    @Test
    protected final void neverPrintsItsSecret() {
        context.withPropertyValues(prefix + secret + "=hunter2")
                .run(it -> assertThat(it.getBean(type)).asString().doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout=5ms", "http.max-connections=0", "http.acquire-timeout=0ms"})
    protected final void refusesNonsense(String property) {
        refuses(property);
    }

    @Test
    protected final void refusesToHaveNoSecret() {
        refuses(secret + "=");
    }

    protected final void refuses(String... properties) {
        with(properties).run(it -> assertThat(it).hasFailed());
    }

    protected final void reads(Consumer<S> check, String... properties) {
        with(properties).run(it -> check.accept(it.getBean(type)));
    }

    private ApplicationContextRunner with(String... properties) {
        return context.withPropertyValues(
                Arrays.stream(properties).map(prefix::concat).toArray(String[]::new));
    }
}
