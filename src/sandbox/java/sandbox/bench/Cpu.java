package sandbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import sandbox.embedded.Database;

/** CPU time of this process and of the database's processes, when they run on this machine (Linux). */
final class Cpu {

    private static final double TICKS_PER_SECOND = 100;
    // Of /proc/<pid>/stat, counted behind the name: user, system, and the same of children that have ended.
    private static final int USER = 11;

    private final Database database;

    Cpu(Database database) {
        this.database = database;
    }

    /** Seconds of CPU, so far, of each database process. */
    Map<Long, Double> ofDatabase() {
        var seconds = new HashMap<Long, Double>();
        try (var connection = database.jdbc();
                var rows = connection
                        .createStatement()
                        .executeQuery("select pid from pg_stat_activity where pid <> pg_backend_pid()")) {
            while (rows.next()) {
                seconds.put(rows.getLong(1), ofProcess(rows.getLong(1)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return seconds;
    }

    static double between(Map<Long, Double> before, Map<Long, Double> after) {
        return after.entrySet().stream()
                .mapToDouble(it -> it.getValue() - before.getOrDefault(it.getKey(), 0.0))
                .sum();
    }

    static double ofThisProcess() {
        return ofProcess(ProcessHandle.current().pid());
    }

    /** Seconds of CPU, so far, of a process and of all its children, those that have ended included. */
    static double ofFamily(ProcessHandle parent) {
        return seconds(parent.pid(), 4)
                + parent.children()
                        .mapToDouble(child -> seconds(child.pid(), 2))
                        .sum();
    }

    private static double ofProcess(long pid) {
        return seconds(pid, 2);
    }

    private static double seconds(long pid, int fields) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var all = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int i = 0; i < fields; i++) {
                ticks += Long.parseLong(all[USER + i]);
            }
            return ticks / TICKS_PER_SECOND;
        } catch (java.nio.file.NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
