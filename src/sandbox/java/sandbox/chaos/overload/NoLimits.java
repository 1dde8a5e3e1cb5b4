package sandbox.chaos.overload;

import java.util.Map;
import java.util.TreeMap;
import sandbox.run.Wiring;

/** A node that takes in whatever comes, and waits as long as it takes: the control of everything about overload. */
final class NoLimits {

    static final Wiring NODE = (_, settings) -> {
        var all = new TreeMap<>(settings);
        all.putAll(
                Map.of("spring.r2dbc.pool.max-acquire-time", "10m", "spring.r2dbc.properties.statementTimeout", "10m"));
        all.putAll(Map.of(
                "gateway.http.in-progress", "100000",
                "gateway.http.late-after", "10m",
                "gateway.payments.in-flight", "1000000",
                "gateway.journal.max-wait", "10m",
                "gateway.journal.max-new", "1000000",
                "gateway.journal.batch-timeout", "10m",
                "gateway.journal.commit-timeout", "10m",
                "gateway.payments.lease", "20m",
                "gateway.processors.guard.queue-size", "1000000",
                "gateway.processors.guard.queue-time", "10m"));
        return all;
    };

    private NoLimits() {}
}
