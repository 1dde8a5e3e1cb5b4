package sandbox.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A process as a pid file names it: with its start, because a pid alone may by now belong to somebody else. */
record RunningProcess(long pid, Instant started) {

    // The kernel counts in hundredths of a second since a boot time that is itself adjusted.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static RunningProcess of(ProcessHandle process) {
        return new RunningProcess(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    static Optional<RunningProcess> parse(String line) {
        var words = line.strip().split(" ", 2);
        try {
            return Optional.of(new RunningProcess(Long.parseLong(words[0]), Instant.parse(words[1])));
        } catch (RuntimeException e) {
            // A pid file cut short by a crash names nobody.
            return Optional.empty();
        }
    }

    String line() {
        return pid + " " + started + "\n";
    }

    /** Empty when it has ended, also when another process now has its number. */
    Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    private boolean startedThen(ProcessHandle process) {
        var actual = process.info().startInstant().orElse(Instant.EPOCH);
        return Duration.between(actual, started).abs().compareTo(TOLERANCE) <= 0;
    }
}
