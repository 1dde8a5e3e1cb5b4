package sandbox.chaos.overload;

import static java.util.Map.entry;

import java.util.Map;
import sandbox.run.Wiring;

/** A node that takes in whatever comes, and waits as long as it takes: the control of everything about overload. */
final class NoLimits {

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            entry("spring.r2dbc.pool.max-acquire-time", "10m"),
            entry("spring.r2dbc.properties.statementTimeout", "10m"),
            entry("gateway.http.in-progress", "100000"),
            entry("gateway.http.late-after", "10m"),
            entry("gateway.payments.in-flight", "1000000"),
            entry("gateway.journal.max-wait", "10m"),
            entry("gateway.journal.max-new", "1000000"),
            entry("gateway.journal.batch-timeout", "10m"),
            entry("gateway.journal.commit-timeout", "10m"),
            entry("gateway.payments.lease", "20m"),
            entry("gateway.processors.guard.queue-size", "1000000"),
            entry("gateway.processors.guard.queue-time", "10m"));

    static final Wiring NODE = Wiring.with(() -> SETTINGS);

    private NoLimits() {}
}
