package sandbox.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import sandbox.run.Part;

/** A part that does nothing for a while and then goes on as if nothing had happened. */
public final class Standstill {

    private Standstill() {}

    /** Returns when it goes on. */
    public static void of(Part part, Duration length) {
        // A postmaster that stands still does not stop its children.
        var processes = Stream.concat(Stream.of(part.process()), part.process().descendants())
                .toList();
        try {
            signalAll("STOP", part, processes);
            LockSupport.parkNanos(length.toNanos());
        } finally {
            signalAll("CONT", part, processes);
        }
    }

    // A child may have ended by itself meanwhile; the part itself may not.
    private static void signalAll(String name, Part part, List<ProcessHandle> processes) {
        var unheard = processes.stream()
                .filter(process -> signal(name, process) != 0)
                .map(ProcessHandle::pid)
                .toList();
        if (unheard.contains(part.process().pid())) {
            throw new IllegalStateException("SIG%s did not reach %s".formatted(name, part.name()));
        }
    }

    private static int signal(String name, ProcessHandle process) {
        try {
            return new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
