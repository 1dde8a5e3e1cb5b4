package gateway.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/** What can be set about reconciliation. */
class ReconciliationSettingsTest {

    private final ApplicationContextRunner context = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    /** Binds them. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ReconciliationSettings.class)
    static class Bound {}

    @Test
    void hasDefaults() {
        context.run(it -> assertThat(it.getBean(ReconciliationSettings.class))
                .isEqualTo(new ReconciliationSettings(
                        new ClassPathResource("reconciliation/none.yaml"),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(15))));
    }

    @Test
    void bindsEveryProperty() {
        context.withPropertyValues(
                        "gateway.reconciliation.pack=classpath:reconciliation/sample.yaml",
                        "gateway.reconciliation.every=1m",
                        "gateway.reconciliation.lease=1h")
                .run(it -> assertThat(it.getBean(ReconciliationSettings.class))
                        .isEqualTo(new ReconciliationSettings(
                                new ClassPathResource("reconciliation/sample.yaml"),
                                Duration.ofMinutes(1),
                                Duration.ofHours(1))));
    }

    @Test
    void refusesToRunWithoutPauseOrLease() {
        context.withPropertyValues("gateway.reconciliation.every=0s")
                .run(it -> assertThat(it).hasFailed());
        context.withPropertyValues("gateway.reconciliation.lease=1s")
                .run(it -> assertThat(it).hasFailed());
    }
}
