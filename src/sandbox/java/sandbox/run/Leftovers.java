package sandbox.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a run that was killed with -9 leaves behind: children without a parent, and a database server. */
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> ORDER = List.of("gateway", "sandbox", "redis");

    private Leftovers() {}

    /** Gateways first, stores last, as in an orderly stop. */
    static void end(Home home) throws IOException {
        for (Path file : pidFiles(home)) {
            RunningProcess.parse(Files.readString(file))
                    .flatMap(RunningProcess::find)
                    .ifPresent(process -> {
                        System.out.printf(
                                "Ending %s (pid %d), left behind by an earlier run%n",
                                file.getFileName(), process.pid());
                        Child.end(process, PATIENCE);
                    });
            Files.delete(file);
        }
        postmaster(home.data("postgres")).ifPresent(process -> {
            System.out.printf("Ending postgres (pid %d), left behind by an earlier run%n", process.pid());
            Child.end(process, PATIENCE);
        });
    }

    /** The server that owns this data folder, if one is alive. */
    static Optional<ProcessHandle> postmaster(Path data) {
        try {
            var file = data.resolve("postmaster.pid");
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            var pid = Files.readString(file).lines().findFirst().orElse("").strip();
            return pid.matches("\\d+") ? ProcessHandle.of(Long.parseLong(pid)).filter(owns(data)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // After a reboot the number may belong to anybody.
    private static Predicate<ProcessHandle> owns(Path data) {
        return process -> process.isAlive()
                && process.info().arguments().map(List::of).orElse(List.of()).contains(data.toString());
    }

    private static List<Path> pidFiles(Home home) throws IOException {
        if (!Files.isDirectory(home.pids())) {
            return List.of();
        }
        try (var files = Files.list(home.pids())) {
            return files.sorted(Comparator.comparingInt(Leftovers::rank)).toList();
        }
    }

    private static int rank(Path file) {
        var kind = file.getFileName().toString().split("-", 2)[0];
        return ORDER.indexOf(kind);
    }
}
