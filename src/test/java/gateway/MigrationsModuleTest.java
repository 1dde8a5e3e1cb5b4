package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.changelog.RanChangeSet;
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

    private static final String ANSWERING_EVENTS = """
            with keys (key, subject) as (values ('answered', 1), ('kept before', 2), ('running', 3)), claimed as (
                insert into platform.idempotency (shard, scope, key, fingerprint, subject)
                select 0, '00000000-0000-7000-8000-000000000009', key, '', lpad(subject::text, 32, '0')::uuid from keys
            ), kept as (
                insert into platform.answer (shard, scope, key, status, body)
                values (0, '00000000-0000-7000-8000-000000000009', 'kept before', 200, 'kept')
            )
            insert into platform.outbox (shard, id, subject, version, type, payload, answers, answer_status)
            select 0, gen_random_uuid(), lpad(subject::text, 32, '0')::uuid, version, 'payment.x', payload, answers,
                   status
              from (values (1, 1, '{}', null, null),
                           (1, 2, '{"first":"o‘zbekcha"}', 'answered', 201),
                           (1, 3, '{"second":true}', 'answered', 201),
                           (2, 1, '{"late":true}', 'kept before', 201),
                           (3, 1, '{}', null, null)) e(subject, version, payload, answers, status)
            """;

    private static final String KEPT_ANSWERS = """
            select key || ' ' || status || ' ' || convert_from(body, 'UTF8') from platform.answer order by 1
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

    // Whoever goes back to the release before must find what customers were told where that release looks for it.
    @Test
    void eventsThatAnsweredAreKeptAnswersAgain() throws SQLException, LiquibaseException {
        var database = Stores.emptyDatabase();
        Stores.migrate(database);
        try (var connection = database.jdbc();
                var statement = connection.createStatement()) {
            statement.execute(ANSWERING_EVENTS);
        }

        rollbackFrom(database, "oqim", "platform-009");

        try (var connection = database.jdbc();
                var rows = connection.createStatement().executeQuery(KEPT_ANSWERS)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("answered 201 {\"first\":\"o‘zbekcha\"}");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("kept before 200 kept");
            assertThat(rows.next()).isFalse();
        }
    }

    private static void rollbackFrom(Database database, String author, String id)
            throws SQLException, LiquibaseException {
        rollback(database, ran -> {
            var ids = ran.stream().map(it -> it.getAuthor() + ":" + it.getId()).toList();
            return ids.size() - ids.indexOf(author + ":" + id);
        });
    }

    private static void rollback(Database database) throws SQLException, LiquibaseException {
        rollback(database, List::size);
    }

    private static void rollback(Database database, ToIntFunction<List<RanChangeSet>> howMany)
            throws SQLException, LiquibaseException {
        try (var connection = database.jdbc();
                var liquibase = new Liquibase(
                        "db/changelog.yaml",
                        new ClassLoaderResourceAccessor(),
                        DatabaseFactory.getInstance()
                                .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
            int last = howMany.applyAsInt(liquibase.getDatabase().getRanChangeSetList());
            liquibase.rollback(last, null, new Contexts(), new LabelExpression());
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
