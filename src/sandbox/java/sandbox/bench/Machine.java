package sandbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import sandbox.embedded.Database;

/** What the numbers were found on. */
final class Machine {

    private Machine() {}

    static String describe(Database database) {
        return "%s; %d cores, %s; JDK %s; PostgreSQL %s; load before %s"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        value("/proc/cpuinfo", "model name"),
                        Runtime.version(),
                        postgres(database),
                        load());
    }

    /** Megabytes that a process holds. */
    static long residentMb(ProcessHandle process) {
        return Long.parseLong(
                        value("/proc/" + process.pid() + "/status", "VmRSS").split(" ", -1)[0])
                / 1024;
    }

    /**
     * How many processes wanted to run during the last minute: more than there are cores means that others work too.
     */
    static String load() {
        return read("/proc/loadavg").split(" ", -1)[0];
    }

    private static String postgres(Database database) {
        try (var connection = database.jdbc()) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String value(String file, String name) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("?");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
