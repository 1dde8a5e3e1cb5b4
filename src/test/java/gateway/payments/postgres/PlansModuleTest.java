package gateway.payments.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.journal.PartWriter;
import gateway.platform.journal.PartWriter.Read;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sandbox.embedded.Stores;

/** How the server finds what a batch touches, before it knows anything about the tables. */
class PlansModuleTest {

    private static final Pattern INDEX = Pattern.compile("Index (?:Only )?Scan using (\\w+)");

    // As the journal's connections set them.
    private static final List<String> SETTINGS = List.of(
            "set plan_cache_mode = force_generic_plan",
            "set enable_hashjoin = off",
            "set enable_mergejoin = off",
            "set enable_seqscan = off");

    @Test
    void paymentsAndRefundsAreFoundByTheirPrimaryKeysAlsoInEmptyTables() throws Exception {
        var database = Stores.database();
        Stores.migrate(database);
        try (var connection = database.jdbc()) {
            for (var setting : SETTINGS) {
                connection.createStatement().execute(setting);
            }

            var used = new ArrayList<String>();
            for (var text : texts(new PaymentWriter(), new RefundWriter())) {
                used.addAll(indexes(connection, text));
            }

            assertThat(used).hasSize(4).containsOnly("payment_pkey", "refund_pkey");
        }
    }

    private static List<String> texts(PartWriter<?>... writers) {
        return Stream.of(writers)
                .flatMap(it -> Stream.concat(it.reads().stream().map(Read::text), it.writes().stream()))
                .toList();
    }

    private static List<String> indexes(Connection connection, String text) throws SQLException {
        var numbered = new StringBuilder();
        int number = 0;
        for (var letter : text.toCharArray()) {
            numbered.append(letter == '?' ? "$" + ++number : String.valueOf(letter));
        }
        var nothing = String.join(", ", Collections.nCopies(number, "null"));
        var found = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            statement.execute("prepare asked as " + numbered);
            try (var rows = statement.executeQuery("explain execute asked(" + nothing + ")")) {
                while (rows.next()) {
                    INDEX.matcher(rows.getString(1)).results().forEach(it -> found.add(it.group(1)));
                }
            }
            statement.execute("deallocate asked");
        }
        return found;
    }
}
