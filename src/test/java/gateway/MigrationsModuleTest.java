package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.Test;
import sandbox.embedded.Database;
import sandbox.embedded.Stores;

/** Every changelog can be taken back, and applied again, and ends with the same schema. */
class MigrationsModuleTest {

    private static final String COLUMNS = """
            select table_schema || '.' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
              from information_schema.columns
             where table_schema not in ('pg_catalog', 'information_schema', 'public')
             union all
            select indexdef
              from pg_indexes
             where schemaname not in ('pg_catalog', 'information_schema', 'public')
             order by 1
            """;

    @Test
    void goDownToNothingAndUpAgain() throws SQLException, LiquibaseException {
        var database = Stores.emptyDatabase();
        Stores.migrate(database);
        var first = schema(database);

        rollback(database);
        var nothing = schema(database);
        Stores.migrate(database);

        assertThat(first).isNotEmpty();
        assertThat(nothing).isEmpty();
        assertThat(schema(database)).isEqualTo(first);
    }

    private static void rollback(Database database) throws SQLException, LiquibaseException {
        try (var connection = database.jdbc();
                var liquibase = new Liquibase(
                        "db/changelog.yaml",
                        new ClassLoaderResourceAccessor(),
                        DatabaseFactory.getInstance()
                                .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
            int applied = liquibase.getDatabase().getRanChangeSetList().size();
            liquibase.rollback(applied, null, new Contexts(), new LabelExpression());
        }
    }

    private static List<String> schema(Database database) throws SQLException {
        try (var connection = database.jdbc();
                var rows = connection.createStatement().executeQuery(COLUMNS)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }
}
