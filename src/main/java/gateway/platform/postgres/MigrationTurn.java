package gateway.platform.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanInitializationException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Lets one node migrate at a time. Liquibase takes its own lock in a table, and nodes that find no such table all want
 * to make it: on an empty database all but one of them would die.
 */
@Component
class MigrationTurn implements BeanPostProcessor {

    /** Any number that nobody else locks in this database. */
    private static final long TURN = 0x6f71_696d_0002L;

    private static final String WAIT = "set lock_timeout = '5min'; select pg_advisory_lock(%d)".formatted(TURN);

    private final boolean migrates;
    private volatile @Nullable Connection turn;

    // The bean is there all the same, and says of itself neither this nor that.
    MigrationTurn(Environment environment) {
        migrates = environment.getProperty("spring.liquibase.enabled", Boolean.class, true);
    }

    // Migrating is part of the bean's initialization.
    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (migrates && bean instanceof SpringLiquibase migration) {
            turn = await(migration);
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof SpringLiquibase) {
            end();
        }
        return bean;
    }

    /** A connection that holds the turn until it is closed, whatever becomes of this process. */
    private static Connection await(SpringLiquibase migration) {
        try {
            var connection = migration.getDataSource().getConnection();
            try (var statement = connection.createStatement()) {
                statement.execute(WAIT);
            }
            return connection;
        } catch (SQLException e) {
            throw new BeanInitializationException("Cannot wait for the turn to migrate", e);
        }
    }

    private void end() {
        try (var _ = turn) {
            turn = null;
        } catch (SQLException e) {
            throw new BeanInitializationException("Cannot end the turn to migrate", e);
        }
    }
}
