package sandbox.tieout;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import sandbox.embedded.Database;

/** What the gateway itself has stored, as far as a judge needs it. */
final class OwnBooks {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String UNTOLD = """
            select count(*) from ledger.transfer t
             where t.kind in (1, 3)
               and not exists (select 1 from corebanking.document d
                                where d.shard = t.shard and d.id = t.id and d.state = 'accepted')
            """;

    private static final String OPEN_REFUNDS = "select count(*) from payments.refund where next_check_at is not null";

    private static final String ON_THEIR_WAY = "select count(*) from inbound.arrival where onward_at is not null";

    /** Names under which a rail did one thing for one payment that was not given back. */
    private static final String NAMES = """
            select l.rail, l.identity, l.reference::text
              from corebanking.leg l
             where not exists (select 1 from payments.refund r where r.id = l.reference or r.payment = l.reference)
               and not exists (select 1 from corebanking.leg m
                                where m.reference = l.reference and m.rail = l.rail and m.identity <> l.identity)
            """;

    private final Database database;

    OwnBooks(Database database) {
        this.database = database;
    }

    long untold() {
        return count(UNTOLD);
    }

    long documents() {
        return count("select count(*) from corebanking.document");
    }

    void awaitFinalRefunds() {
        awaitNone(OPEN_REFUNDS);
    }

    /** Until nothing that came from abroad is on its way to a card any more. */
    void awaitCards() {
        awaitNone(ON_THEIR_WAY);
    }

    private void awaitNone(String open) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (count(open) > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    /** The payment behind {@code rail/name}. */
    Map<String, String> names() {
        try (var connection = database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(NAMES)) {
            var names = new HashMap<String, String>();
            while (rows.next()) {
                names.put(rows.getString(1) + "/" + rows.getString(2), rows.getString(3));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As if none had been imported: a bank cannot take a statement back, and others shall say something else now. */
    void forgetStatements() {
        try (var connection = database.jdbc();
                var statement = connection.createStatement()) {
            statement.execute("delete from corebanking.entry");
            statement.execute("delete from corebanking.statement");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String sql) {
        try (var connection = database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
