package sandbox.drill;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sandbox.embedded.Database;

/** What the ledger says, read without the gateway's own code. */
final class LeftInLedger {

    private static final String CLEARING = """
            select label, sum(debits_posted - credits_posted)
              from ledger.account
             where kind = 3 and label like 'clearing:%'
             group by label
            """;
    private static final String TRANSIT = """
            select format('%s of shard %s: %s', label, shard, credits_posted - debits_posted)
              from ledger.account
             where kind = 3 and label like 'transit%' and credits_posted <> debits_posted
            """;
    private static final String HOLDS = """
            select format('hold %s of %s for payment %s', id, amount_minor, reference) from ledger.hold where state = 1
            """;
    private static final String UNFINISHED = """
            select count(*) from payments.payment
             where status not in ('completed', 'declined', 'reversed', 'cancelled', 'needs_operator')
            """;

    private LeftInLedger() {}

    /** What each rail owes us, by the name of its account. */
    static Map<String, Long> clearing(Database database) throws SQLException {
        try (var connection = database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(CLEARING)) {
            var sums = new TreeMap<String, Long>();
            while (rows.next()) {
                sums.put(rows.getString(1), rows.getBigDecimal(2).longValueExact());
            }
            return sums;
        }
    }

    static List<String> holds(Database database) throws SQLException {
        return texts(database, HOLDS);
    }

    static List<String> inTransit(Database database) throws SQLException {
        return texts(database, TRANSIT);
    }

    static long unfinishedPayments(Database database) throws SQLException {
        return Long.parseLong(texts(database, UNFINISHED).getFirst());
    }

    private static List<String> texts(Database database, String query) throws SQLException {
        try (var connection = database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
