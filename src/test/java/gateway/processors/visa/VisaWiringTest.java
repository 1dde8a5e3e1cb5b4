package gateway.processors.visa;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.CardRegistrar;
import gateway.cards.CardVault;
import gateway.cards.Scheme;
import gateway.processors.Processor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import reactor.core.publisher.Mono;
import sandbox.visa.VisaHost;

/** The rail as the application assembles it. */
class VisaWiringTest {

    @Test
    void signsOnAndOffWithTheApplication(@TempDir Path folder) {
        try (var host = new VisaHost(0, folder.resolve("visa.jsonl"))) {
            new ApplicationContextRunner()
                    .withUserConfiguration(Rail.class)
                    .withPropertyValues("gateway.processors.visa.port=" + host.port())
                    .run(context -> {
                        assertThat(context.getBean(Processor.class).name()).isEqualTo("visa");
                        assertThat(context.getBean(CardRegistrar.class).scheme())
                                .isEqualTo(Scheme.VISA);
                        Awaitility.await().atMost(VisaRig.WAIT).until(() -> host.signOns() == 2);
                    });

            assertThat(host.signOffs()).isEqualTo(2);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(VisaSettings.class)
    @ComponentScan(
            excludeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test.*|PostgresTraceCounter)"))
    static class Rail {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        RandomGenerator random() {
            return RandomGenerator.getDefault();
        }

        @Bean
        MeterRegistry metrics() {
            return new SimpleMeterRegistry();
        }

        @Bean
        CardVault vault() {
            return _ -> Mono.never();
        }

        @Bean
        TraceCounter counter() {
            return (_, _) -> Mono.never();
        }
    }
}
