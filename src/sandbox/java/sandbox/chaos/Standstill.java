package sandbox.chaos;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import sandbox.run.Part;
import sandbox.run.Signal;

/** A part that does nothing for a while and then goes on as if nothing had happened. */
public final class Standstill {

    private Standstill() {}

    /** Returns when it goes on. */
    public static void of(Part part, Duration length) {
        // A postmaster that stands still does not stop its children.
        var processes = Stream.concat(Stream.of(part.process()), part.process().descendants())
                .toList();
        try {
            signalAll(Signal.STOP, part, processes);
            LockSupport.parkNanos(length.toNanos());
        } finally {
            signalAll(Signal.CONT, part, processes);
        }
    }

    // A child may have ended by itself meanwhile; the part itself may not.
    private static void signalAll(Signal signal, Part part, List<ProcessHandle> processes) {
        var unheard = processes.stream()
                .filter(process -> !signal.reaches(process))
                .map(ProcessHandle::pid)
                .toList();
        if (unheard.contains(part.process().pid())) {
            throw new IllegalStateException("SIG%s did not reach %s".formatted(signal, part.name()));
        }
    }
}
