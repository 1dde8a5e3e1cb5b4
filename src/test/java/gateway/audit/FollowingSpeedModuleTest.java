package gateway.audit;

import static gateway.audit.AuditRig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.audit.trail.FollowOutbox;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A measurement: on a machine that others use it says more about them. {@code -Doqim.measure=true} asks for it. */
@EnabledIfSystemProperty(named = "oqim.measure", matches = "true")
class FollowingSpeedModuleTest {

    private static final int TURNS = 6;
    private static final int EVENTS = 20_000;
    private static final int LEAST_A_SECOND = 5_000;
    private static final long TICK_MICROS = 10_000;

    private final AuditRig rig = new AuditRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void eventsAreFollowedFasterThanPaymentsMakeThem() throws Exception {
        var node = rig.idle();
        double best = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            rig.announce(EVENTS);
            rig.sql("select pg_sleep(2.5)");
            long server = serverMicros();
            long own = ownMicros();
            long began = System.nanoTime();
            while (rig.number("select (select size from audit.place) - " + (turn + 1) * EVENTS) < 0) {
                node.bean(FollowOutbox.class).run().block(PATIENCE);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            best = Math.max(best, EVENTS / seconds);
            System.out.printf(
                    "MEASURED following: %,.0f events a second; CPU an event: PostgreSQL %.1f µs, Java %.1f µs%n",
                    EVENTS / seconds,
                    (serverMicros() - server) / (double) EVENTS,
                    (ownMicros() - own) / (double) EVENTS);
        }
        assertThat(best).isGreaterThan(LEAST_A_SECOND);
    }

    private static long ownMicros() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1_000;
    }

    /** Of the connections that follow; nobody else works for the trail. */
    private long serverMicros() throws Exception {
        var pids = rig.text("select coalesce(string_agg(pid::text, ','), '') from pg_stat_activity"
                + " where application_name = 'oqim-audit'");
        return Stream.of(pids.split(","))
                .filter(it -> !it.isBlank())
                .mapToLong(FollowingSpeedModuleTest::micros)
                .sum();
    }

    private static long micros(String pid) {
        try {
            var stat = Files.readString(Path.of("/proc", pid, "stat"));
            var words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(words[11]) + Long.parseLong(words[12])) * TICK_MICROS;
        } catch (IOException e) {
            return 0;
        }
    }
}
