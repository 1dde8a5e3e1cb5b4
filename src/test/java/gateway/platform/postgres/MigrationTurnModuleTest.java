package gateway.platform.postgres;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import sandbox.embedded.Database;
import sandbox.embedded.Stores;

/** Nodes that start together on an empty database all come up. */
class MigrationTurnModuleTest {

    private static final int NODES = 4;

    @Test
    void manyStartAtOnceOnAnEmptyDatabase() {
        var database = Stores.emptyDatabase();

        assertThatCode(() -> startTogether(database)).doesNotThrowAnyException();
    }

    // The image learns its start where no database is, and a database may be migrated by somebody else.
    @Test
    void nobodyWaitsForATurnThatIsNotTaken() {
        var without = new StandardEnvironment();
        without.getPropertySources()
                .addFirst(new MapPropertySource("without", Map.of("spring.liquibase.enabled", "false")));
        var migration = new SpringLiquibase();
        migration.setDataSource(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none"));
        migration.setShouldRun(false);

        assertThatCode(() -> initialize(migration, new MigrationTurn(without))).doesNotThrowAnyException();
    }

    private static void startTogether(Database database) throws ExecutionException, InterruptedException {
        try (var nodes = Executors.newFixedThreadPool(NODES)) {
            var starting = IntStream.range(0, NODES)
                    .mapToObj(_ -> nodes.submit(() -> migrate(database)))
                    .toList();
            for (var each : starting) {
                each.get();
            }
        }
    }

    /** As the container makes the bean. */
    private static Void migrate(Database database) throws LiquibaseException {
        var migration = new SpringLiquibase();
        migration.setDataSource(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
        migration.setChangeLog("classpath:/db/changelog.yaml");
        migration.setResourceLoader(new DefaultResourceLoader());
        initialize(migration, new MigrationTurn(new StandardEnvironment()));
        return null;
    }

    private static void initialize(SpringLiquibase migration, MigrationTurn turn) throws LiquibaseException {
        turn.postProcessBeforeInitialization(migration, "liquibase");
        migration.afterPropertiesSet();
        turn.postProcessAfterInitialization(migration, "liquibase");
    }
}
