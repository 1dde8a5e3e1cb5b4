package gateway.canaries;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Every row of every table as text, bytes in hex; and what the server shows of running statements. */
public final class DatabaseTexts {

    private static final String TABLES = """
            select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables
            where schemaname not in ('pg_catalog', 'information_schema')
            """;

    private static final String STATEMENTS = "select coalesce(string_agg(query, ' '), '') from pg_stat_activity";

    private DatabaseTexts() {}

    public static String of(Connection connection) throws SQLException {
        var all = new StringBuilder();
        for (var table : strings(connection, TABLES)) {
            all.append('\n').append(table).append('\n');
            strings(connection, "select t::text from " + table + " t")
                    .forEach(row -> all.append(row).append('\n'));
        }
        return all.append(strings(connection, STATEMENTS).getFirst()).toString();
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
