package sandbox.embedded;

import gateway.ledger.Ledger;
import gateway.ledger.VerifyBooks;
import gateway.platform.journal.Journal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.LinkedHashMap;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.r2dbc.core.DatabaseClient;

/** The real journal and ledger over a database, without the rest of the gateway: for tests and measurements. */
public final class LiveBooks implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private LiveBooks(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param settings such as {@code gateway.journal.writers=1} */
    public static LiveBooks start(Database database, String... settings) {
        return start(database, Parts.class, settings);
    }

    /** @param more a configuration with further beans, such as part writers of a test */
    public static LiveBooks start(Database database, Class<?> more, String... settings) {
        var properties = new LinkedHashMap<>(database.properties());
        properties.put("spring.main.banner-mode", "off");
        // Each is a process of the server, and most are never used.
        properties.put("spring.r2dbc.pool.initial-size", "0");
        properties.put("logging.level.root", "warn");
        for (var setting : settings) {
            var pair = setting.split("=", 2);
            properties.put(pair[0], pair[1]);
        }
        // As arguments, because what the product's own file says comes before mere defaults.
        var arguments = properties.entrySet().stream()
                .map(it -> "--" + it.getKey() + "=" + it.getValue())
                .toArray(String[]::new);
        return new LiveBooks(new SpringApplicationBuilder(Parts.class, more)
                .web(WebApplicationType.NONE)
                .run(arguments));
    }

    public Journal journal() {
        return bean(Journal.class);
    }

    public Ledger ledger() {
        return bean(Ledger.class);
    }

    public VerifyBooks verify() {
        return bean(VerifyBooks.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    /** What of the gateway takes part. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableConfigurationProperties
    @ImportAutoConfiguration(R2dbcAutoConfiguration.class)
    @ConfigurationPropertiesScan({"gateway.platform.journal", "gateway.ledger"})
    @ComponentScan({"gateway.platform.journal", "gateway.ledger"})
    @ComponentScan(
            basePackages = "gateway.platform",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = "gateway\\.platform\\."
                                    + "(PlatformBeans|resilience\\.BackgroundWorks|postgres\\.WholeStatements)"))
    static class Parts {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        DatabaseClient databaseClient(io.r2dbc.spi.ConnectionFactory connections) {
            return DatabaseClient.create(connections);
        }
    }
}
