package gateway.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class JournalSettingsTest {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @Test
    void hasDefaults() {
        application.run(context -> assertThat(context.getBean(JournalSettings.class))
                .isEqualTo(new JournalSettings(
                        1,
                        512,
                        Duration.ofMillis(8),
                        Duration.ofMillis(500),
                        16_384,
                        262_144,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        8,
                        Duration.ofDays(32),
                        Duration.ofHours(1))));
    }

    @Test
    void bindsEveryProperty() {
        application
                .withPropertyValues(
                        "gateway.journal.writers=4",
                        "gateway.journal.batch-limit=64",
                        "gateway.journal.longest-pause=2ms",
                        "gateway.journal.max-wait=1s",
                        "gateway.journal.max-new=10",
                        "gateway.journal.max-completions=20",
                        "gateway.journal.outage-wait=40s",
                        "gateway.journal.connect-timeout=5s",
                        "gateway.journal.batch-timeout=6s",
                        "gateway.journal.commit-timeout=7s",
                        "gateway.journal.attempts=3",
                        "gateway.journal.keep-keys=60d",
                        "gateway.journal.keep-markers=2h")
                .run(context -> assertThat(context.getBean(JournalSettings.class))
                        .isEqualTo(new JournalSettings(
                                4,
                                64,
                                Duration.ofMillis(2),
                                Duration.ofSeconds(1),
                                10,
                                20,
                                Duration.ofSeconds(40),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(6),
                                Duration.ofSeconds(7),
                                3,
                                Duration.ofDays(60),
                                Duration.ofHours(2))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "writers=0",
                "writers=17",
                "batch-limit=0",
                "longest-pause=-1ms",
                "max-wait=1ms",
                "max-new=0",
                "max-completions=0",
                "outage-wait=0s",
                "connect-timeout=1ms",
                "batch-timeout=1ms",
                "commit-timeout=1ms",
                "attempts=0",
                "keep-keys=30d",
                "keep-markers=9m"
            })
    void refusesWhatCannotWork(String setting) {
        application
                .withPropertyValues("gateway.journal." + setting)
                .run(context -> assertThat(context).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(JournalSettings.class)
    static class Bound {}
}
