package sandbox.remittances;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sandbox.embedded.Database;

/** What the gateway wrote down about a remittance, read past its own code. */
record Ours(Database database) {

    private static final String STATUSES =
            "select type from platform.outbox where subject = ?::uuid and type like 'remittance.%' order by version";

    private static final String MESSAGES = """
            select id, correspondent, convert_from(body, 'UTF8') as body
              from correspondents.outgoing
             where uetr = ?::uuid and definition = 'pacs.008.001.08'
            """;

    private static final String MOVED = """
            select a.label || ' ' || a.asset as account,
                   sum(case when t.credit = a.id then t.amount_minor else -t.amount_minor end) as minor
              from ledger.transfer t
              join ledger.account a on a.id in (t.debit, t.credit)
             where t.kind = 1 and t.reference = ?::uuid
             group by a.label, a.asset
            """;

    private static final String AT_BANKS = """
            select split_part(label, ':', 2) || ' ' || asset as account, sum(credits_posted - debits_posted) as minor
              from ledger.account
             where label like 'nostro:%' or label like 'correspondent:%'
             group by 1
            """;

    /** @param xml as it was sent */
    record Message(String id, String bank, String xml) {

        @Override
        public String toString() {
            return id;
        }
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** One after the other, without those that say the same again. */
    List<String> statuses(String remittance) {
        var told = new ArrayList<String>();
        for (var type : rows(STATUSES, remittance, row -> row.getString("type"))) {
            var status = type.substring("remittance.".length());
            if (told.isEmpty() || !told.getLast().equals(status)) {
                told.add(status);
            }
        }
        return told;
    }

    List<Message> messages(String uetr) {
        return rows(
                MESSAGES,
                uetr,
                row -> new Message(row.getString("id"), row.getString("correspondent"), row.getString("body")));
    }

    /** What its transfers left on each account, by name and currency; credits are positive. */
    Map<String, Long> moved(String remittance) {
        var all = new HashMap<String, Long>();
        rows(MOVED, remittance, row -> all.put(row.getString("account"), row.getLong("minor")));
        return all;
    }

    /** What all of our transfers took at each bank, by bank and currency. */
    Map<String, Long> atBanks() {
        var all = new HashMap<String, Long>();
        rows(AT_BANKS, null, row -> all.put(row.getString("account"), row.getLong("minor")));
        return all;
    }

    private <T> List<T> rows(String sql, @org.jspecify.annotations.Nullable String id, Reading<T> reading) {
        try (var connection = database.jdbc();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            if (id != null) {
                statement.setString(1, id);
            }
            var all = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(reading.of(rows));
                }
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
