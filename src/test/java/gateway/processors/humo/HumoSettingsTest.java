package gateway.processors.humo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Settings have defaults, bind, and refuse what makes no sense. */
class HumoSettingsTest {

    private static final String PREFIX = "gateway.processors.humo.";

    private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @Test
    void hasDefaults() {
        runner.run(context -> assertThat(context.getBean(HumoSettings.class))
                .isEqualTo(new HumoSettings(
                        URI.create("http://127.0.0.1:11210"),
                        "gateway",
                        "",
                        "gateway",
                        "011860022222222",
                        "2222AB22",
                        "100001104110",
                        "100010104110",
                        "CENTRE1",
                        URI.create("http://127.0.0.1:11211"),
                        "",
                        Duration.ofSeconds(5),
                        new HumoSettings.Pool(
                                64, 256, Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(15)))));
    }

    @Test
    void bindsEveryProperty() {
        runner.withPropertyValues(
                        PREFIX + "url=https://h:1",
                        PREFIX + "username=u",
                        PREFIX + "password=p",
                        PREFIX + "originator=o",
                        PREFIX + "merchant-id=m",
                        PREFIX + "terminal-id=t",
                        PREFIX + "debit-point-code=d",
                        PREFIX + "credit-point-code=c",
                        PREFIX + "centre-id=z",
                        PREFIX + "middleware-url=https://h:2",
                        PREFIX + "middleware-token=k",
                        PREFIX + "timeout=3s",
                        PREFIX + "pool.connections=1",
                        PREFIX + "pool.waiting=2",
                        PREFIX + "pool.patience=3s",
                        PREFIX + "pool.connect-timeout=4s",
                        PREFIX + "pool.idle=5s")
                .run(context -> assertThat(context.getBean(HumoSettings.class))
                        .isEqualTo(new HumoSettings(
                                URI.create("https://h:1"),
                                "u",
                                "p",
                                "o",
                                "m",
                                "t",
                                "d",
                                "c",
                                "z",
                                URI.create("https://h:2"),
                                "k",
                                Duration.ofSeconds(3),
                                new HumoSettings.Pool(
                                        1, 2, Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(5)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "username=",
                "originator=",
                "merchant-id=",
                "terminal-id=",
                "centre-id=",
                "timeout=99ms",
                "timeout=61s",
                "pool.connections=0",
                "pool.waiting=0",
                "pool.patience=9ms",
                "pool.connect-timeout=9ms",
                "pool.idle=99ms",
                "url=:"
            })
    void refuses(String property) {
        runner.withPropertyValues(PREFIX + property)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void printsNoSecret() {
        runner.withPropertyValues(PREFIX + "password=hush", PREFIX + "middleware-token=hush")
                .run(context -> assertThat(context.getBean(HumoSettings.class).toString())
                        .doesNotContain("hush"));
    }

    @EnableConfigurationProperties(HumoSettings.class)
    static class Bound {}
}
