package gateway.cards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;

/** What can be set about cards. */
class CardSettingsTest {

    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(CardSettings.class)
    static class Settings {}

    @Test
    void hasDefaults() {
        context.run(started -> assertThat(started.getBean(CardSettings.class))
                .isEqualTo(new CardSettings(
                        new ClassPathResource("cards/bins.csv"),
                        ZoneId.of("Asia/Tashkent"),
                        20,
                        10,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        50_000,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(10))));
    }

    @Test
    void bindsEveryProperty() {
        context.withPropertyValues(
                        "gateway.cards.bins=classpath:other.csv",
                        "gateway.cards.zone=UTC",
                        "gateway.cards.most-per-customer=3",
                        "gateway.cards.most-registrations-per-hour=4",
                        "gateway.cards.code-validity=2m",
                        "gateway.cards.rail-deadline=3s",
                        "gateway.cards.rows-in-memory=7",
                        "gateway.cards.rows-in-memory-for=9s",
                        "gateway.cards.tokens-removed-after=8s")
                .run(started -> assertThat(started.getBean(CardSettings.class))
                        .isEqualTo(new CardSettings(
                                new ClassPathResource("other.csv"),
                                ZoneId.of("UTC"),
                                3,
                                4,
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(3),
                                7,
                                Duration.ofSeconds(9),
                                Duration.ofSeconds(8))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zone=Mars/Olympus",
                "most-per-customer=0",
                "most-per-customer=101",
                "most-registrations-per-hour=0",
                "code-validity=29s",
                "rail-deadline=99ms",
                "rows-in-memory=-1",
                "rows-in-memory-for=0s",
                "tokens-removed-after=0s"
            })
    void refuses(String property) {
        context.withPropertyValues("gateway.cards." + property)
                .run(started -> assertThat(started).hasFailed());
    }
}
