package gateway.microloans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/** What can be set about microloans. */
class MicroloanSettingsTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(MicroloanSettings.class)
    static class Settings {}

    @Test
    void hasDefaults() {
        runner.run(context -> assertThat(context.getBean(MicroloanSettings.class))
                .isEqualTo(new MicroloanSettings(new ClassPathResource("rulebook/uz/microloans.yaml"))));
    }

    @Test
    void bindsEveryProperty() {
        runner.withPropertyValues("gateway.microloans.pack=classpath:compliance/none.yaml")
                .run(context -> assertThat(context.getBean(MicroloanSettings.class))
                        .isEqualTo(new MicroloanSettings(new ClassPathResource("compliance/none.yaml"))));
    }

    /** A node does not begin with a pack that has a fault. */
    @Test
    void aPackWithAFaultStopsTheStart() {
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class, MicroloanConfiguration.class)
                .withPropertyValues("gateway.microloans.pack=classpath:compliance/none.yaml")
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("not known"));
    }
}
