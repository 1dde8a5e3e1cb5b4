package gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class LedgerSettingsTest {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @Test
    void hasDefaults() {
        application.run(context -> assertThat(context.getBean(LedgerSettings.class))
                .isEqualTo(new LedgerSettings(Duration.ofSeconds(1), 500, Duration.ofMinutes(1))));
    }

    @Test
    void bindsEveryProperty() {
        application
                .withPropertyValues(
                        "gateway.ledger.expiry-pause=2s",
                        "gateway.ledger.expiry-limit=7",
                        "gateway.ledger.watch-every=10m")
                .run(context -> assertThat(context.getBean(LedgerSettings.class))
                        .isEqualTo(new LedgerSettings(Duration.ofSeconds(2), 7, Duration.ofMinutes(10))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"expiry-pause=1ms", "expiry-limit=0", "expiry-limit=10001", "watch-every=9s"})
    void refusesWhatCannotWork(String setting) {
        application
                .withPropertyValues("gateway.ledger." + setting)
                .run(context -> assertThat(context).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(LedgerSettings.class)
    static class Bound {}
}
