package gateway.sessions.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ForgetSettingsTest {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @Test
    void hasDefaults() {
        application.run(context -> assertThat(context.getBean(ForgetSettings.class))
                .isEqualTo(new ForgetSettings(
                        Duration.ofDays(1), Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(365))));
    }

    @Test
    void bindsEveryProperty() {
        application
                .withPropertyValues(
                        "gateway.sessions.forget.codes=2h",
                        "gateway.sessions.forget.ended=3d",
                        "gateway.sessions.forget.phones=4d",
                        "gateway.sessions.forget.devices=5d")
                .run(context -> assertThat(context.getBean(ForgetSettings.class))
                        .isEqualTo(new ForgetSettings(
                                Duration.ofHours(2), Duration.ofDays(3), Duration.ofDays(4), Duration.ofDays(5))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"codes=59m", "ended=23h", "phones=2d", "devices=23h"})
    void refusesWhatCannotWork(String setting) {
        application
                .withPropertyValues("gateway.sessions.forget." + setting)
                .run(context -> assertThat(context).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ForgetSettings.class)
    static class Bound {}
}
