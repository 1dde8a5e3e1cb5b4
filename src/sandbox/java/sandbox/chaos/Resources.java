package sandbox.chaos;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import sandbox.run.GatewayNode;

/** What a node holds only while it works; at rest there must be none of it. */
public final class Resources {

    private static final Duration REST_WITHIN = Duration.ofSeconds(15);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Pattern HELD = Pattern.compile(
            "(?m)^((?:r2dbc_pool_acquired_connections|oqim_http_in_progress|oqim_journal_queue_size|oqim_rail_inflight"
                    + "|oqim_rail_queue|oqim_visa_in_flight)(?:\\{[^}]*})?) ([0-9.Ee+-]+)$");
    private static final String IDLE_IN_TRANSACTION = """
            select count(*) from pg_stat_activity
             where state like 'idle in transaction%' and state_change < now() - interval '3 s'
            """;

    private Resources() {}

    /** What the nodes still hold after a while of rest. */
    public static List<String> notGivenBack(Bank bank) {
        long deadline = System.nanoTime() + REST_WITHIN.toNanos();
        var found = held(bank);
        while (!found.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            found = held(bank);
        }
        return found;
    }

    /** What they hold right now. */
    public static List<String> held(Bank bank) {
        var found = new ArrayList<String>();
        for (var node : bank.running().nodes()) {
            look(node, found);
        }
        long idle = idleInTransaction(bank);
        if (idle > 0) {
            found.add(idle + " database sessions stand idle in a transaction");
        }
        return found;
    }

    private static void look(GatewayNode node, List<String> found) {
        var gauges = HELD.matcher(node.metrics());
        int seen = 0;
        while (gauges.find()) {
            seen++;
            if (Double.parseDouble(gauges.group(2)) > 0) {
                found.add("%s: %s is %s".formatted(node.part().name(), gauges.group(1), gauges.group(2)));
            }
        }
        if (seen == 0) {
            found.add(node.part().name() + " shows none of the gauges that were to be looked at");
        }
    }

    private static long idleInTransaction(Bank bank) {
        try (var connection = bank.running().database().jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(IDLE_IN_TRANSACTION)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be asked", e);
        }
    }
}
