package sandbox.chaos;

import java.util.List;
import java.util.stream.Stream;

/**
 * Gives the gateway and its stores one half of the processors, and whoever loads them the other half. Otherwise what
 * three times as many customers cost is taken from the gateway, and the harness measures itself.
 */
public final class OwnCores {

    private static final String TASKSET = "taskset";
    private static final List<String> OF_THE_BANK = List.of("gateway-1", "postgres", "redis");
    /** Asked once: a process that keeps to one half of them sees no others. */
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private OwnCores() {}

    /** Whether this machine can do it. */
    public static boolean exist() {
        return PROCESSORS > 1 && Shell.has(TASKSET);
    }

    /** Processes and threads that are born later inherit it. */
    public static void divide(Bank bank) {
        int half = PROCESSORS / 2;
        OF_THE_BANK.stream()
                .map(name -> bank.part(name).process())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .forEach(process -> keep(process, 0, half - 1));
        keep(bank.part("sandbox").process(), half, PROCESSORS - 1);
        keep(ProcessHandle.current(), half, PROCESSORS - 1);
    }

    /** This process may use all of them again, so that the next bank's parts start like the first one's. */
    public static void unite() {
        keep(ProcessHandle.current(), 0, PROCESSORS - 1);
    }

    private static void keep(ProcessHandle process, int first, int last) {
        var called = Shell.call(List.of(TASKSET, "-a", "-c", "-p", first + "-" + last, String.valueOf(process.pid())));
        if (!called.isOk() && process.isAlive()) {
            throw new IllegalStateException("taskset: " + called.output());
        }
    }
}
