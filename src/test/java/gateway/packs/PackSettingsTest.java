package gateway.packs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** What can be set about packs. */
class PackSettingsTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(PackSettings.class)
    static class Settings {}

    @Test
    void hasDefaults() {
        runner.run(context -> assertThat(context.getBean(PackSettings.class))
                .isEqualTo(new PackSettings(Map.of(), Duration.ofMillis(400))));
    }

    @Test
    void bindsEveryProperty() {
        runner.withPropertyValues("gateway.packs.signers.dilnoza=key", "gateway.packs.look-every=500ms")
                .run(context -> assertThat(context.getBean(PackSettings.class))
                        .isEqualTo(new PackSettings(Map.of("dilnoza", "key"), Duration.ofMillis(500))));
    }

    /** An activation reaches every node within a second, whatever is set. */
    @ParameterizedTest
    @ValueSource(strings = {"look-every=501ms", "look-every=1s", "look-every=49ms"})
    void refuses(String setting) {
        runner.withPropertyValues("gateway.packs." + setting)
                .run(context -> assertThat(context).hasFailed());
    }
}
