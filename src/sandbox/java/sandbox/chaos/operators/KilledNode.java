package sandbox.chaos.operators;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import sandbox.chaos.Bank;
import sandbox.operators.HttpWire;

/** The first node of a bank, which is killed with -9 again and again, often while calls stand at its points. */
final class KilledNode {

    private static final Duration STANDS_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Bank bank;
    private final HttpWire wire;
    private int kills;

    KilledNode(Bank bank, HttpWire wire) {
        this.bank = bank;
        this.wire = wire;
    }

    /** Waits until it is ready again. */
    void kill() {
        var node = bank.node(1);
        node.part().kill();
        node.part().restart();
        node.awaitReady();
        kills++;
    }

    int kills() {
        return kills;
    }

    /** Who stands when all of them do, or when some have not come in time. */
    Set<String> awaitStanding(Set<String> names) {
        long end = System.nanoTime() + STANDS_WITHIN.toNanos();
        var stood = standing();
        while (!stood.containsAll(names) && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            stood = standing();
        }
        return stood;
    }

    private Set<String> standing() {
        return wire.send("GET", StandingDoor.PATH, Map.of(), "")
                .body()
                .lines()
                .filter(it -> !it.isBlank())
                .collect(Collectors.toSet());
    }
}
