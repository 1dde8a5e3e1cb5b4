package gateway.processors.visa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

class VisaSettingsTest {

    private static final VisaSettings.Acceptor ACCEPTOR = new VisaSettings.Acceptor(
            "400001", "OQIM0001", "OQIM00000000001", "OQIM", "TASHKENT", "UZ", "860", ZoneId.of("Asia/Tashkent"));

    private static final VisaSettings.Acceptor OTHER_ACCEPTOR = new VisaSettings.Acceptor(
            "411111", "OQIM0002", "MERCHANT2", "Bozor", "SAMARQAND", "KZ", "398", ZoneId.of("Asia/Almaty"));

    private static final String[] EVERY_PROPERTY = Stream.of(
                    "host=visa.example",
                    "port=1",
                    "connections=4",
                    "max-in-flight=10",
                    "timeout=7s",
                    "stations.own=654321",
                    "stations.network=111111",
                    "acceptor.acquirer=411111",
                    "acceptor.terminal=OQIM0002",
                    "acceptor.id=MERCHANT2",
                    "acceptor.name=Bozor",
                    "acceptor.city=SAMARQAND",
                    "acceptor.country=KZ",
                    "acceptor.country-number=398",
                    "acceptor.zone=Asia/Almaty",
                    "link.connect-timeout=1s",
                    "link.user-timeout=3s",
                    "link.echo-after=30s",
                    "link.missed-echoes=2",
                    "link.retry-first=10ms",
                    "link.retry-most=1s",
                    "link.drain=2s",
                    "trace.block-size=10",
                    "trace.life=5s",
                    "trace.remembered=7")
            .map(property -> "gateway.processors.visa." + property)
            .toArray(String[]::new);

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Bound.class);

    @Test
    void hasDefaults() {
        context.run(it -> assertThat(it.getBean(VisaSettings.class))
                .isEqualTo(new VisaSettings(
                        "127.0.0.1",
                        8094,
                        2,
                        2000,
                        Duration.ofSeconds(5),
                        new VisaSettings.Stations("123456", "000000"),
                        ACCEPTOR,
                        new VisaSettings.Link(
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(60),
                                3,
                                Duration.ofMillis(50),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(5)),
                        new VisaSettings.Trace(500, Duration.ofSeconds(60), 20_000))));
    }

    @Test
    void bindsEveryProperty() {
        context.withPropertyValues(EVERY_PROPERTY)
                .run(it -> assertThat(it.getBean(VisaSettings.class))
                        .isEqualTo(new VisaSettings(
                                "visa.example",
                                1,
                                4,
                                10,
                                Duration.ofSeconds(7),
                                new VisaSettings.Stations("654321", "111111"),
                                OTHER_ACCEPTOR,
                                new VisaSettings.Link(
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(3),
                                        Duration.ofSeconds(30),
                                        2,
                                        Duration.ofMillis(10),
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(2)),
                                new VisaSettings.Trace(10, Duration.ofSeconds(5), 7))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host=",
                "port=0",
                "port=65536",
                "connections=0",
                "max-in-flight=0",
                "timeout=99ms",
                "stations.own=12345",
                "stations.network=abcdef",
                "acceptor.acquirer=1",
                "acceptor.terminal=short",
                "acceptor.id=",
                "acceptor.country=UZB",
                "acceptor.country-number=86",
                "link.user-timeout=1ms",
                "link.echo-after=1ms",
                "link.missed-echoes=0",
                "trace.block-size=0",
                "trace.block-size=50001",
                "trace.life=10ms",
                "trace.remembered=0"
            })
    void refuses(String setting) {
        context.withPropertyValues("gateway.processors.visa." + setting)
                .run(it -> assertThat(it).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(VisaSettings.class)
    static class Bound {}
}
