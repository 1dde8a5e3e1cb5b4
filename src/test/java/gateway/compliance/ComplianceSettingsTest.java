package gateway.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.compliance.ComplianceSettings.Lists;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

/** What can be set about screening. */
class ComplianceSettingsTest {

    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(ComplianceSettings.class)
    static class Settings {}

    @Test
    void hasDefaults() {
        context.run(started -> assertThat(started.getBean(ComplianceSettings.class))
                .isEqualTo(new ComplianceSettings(
                        new Lists(null, Duration.ofMinutes(1), DataSize.ofMegabytes(128), false),
                        new ClassPathResource("compliance/screening.yaml"),
                        new ClassPathResource("compliance/none.yaml"),
                        new ClassPathResource("rulebook/uz/base-units.yaml"),
                        "1")));
    }

    @Test
    void bindsEveryProperty() {
        context.withPropertyValues(
                        "gateway.compliance.lists.folder=lists",
                        "gateway.compliance.lists.look-every=5s",
                        "gateway.compliance.lists.largest=1KB",
                        "gateway.compliance.lists.required=true",
                        "gateway.compliance.pack=classpath:rulebook/uz/monitoring.yaml",
                        "gateway.compliance.base-units=classpath:compliance/none.yaml",
                        "gateway.compliance.reporting-entity=77",
                        "gateway.compliance.screening=classpath:fraud/none.yaml")
                .run(started -> assertThat(started.getBean(ComplianceSettings.class))
                        .isEqualTo(new ComplianceSettings(
                                new Lists(Path.of("lists"), Duration.ofSeconds(5), DataSize.ofKilobytes(1), true),
                                new ClassPathResource("fraud/none.yaml"),
                                new ClassPathResource("rulebook/uz/monitoring.yaml"),
                                new ClassPathResource("compliance/none.yaml"),
                                "77")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lists.look-every=500ms", "reporting-entity=0", "reporting-entity=bank"})
    void refuses(String property) {
        context.withPropertyValues("gateway.compliance." + property)
                .run(started -> assertThat(started).hasFailed());
    }
}
