package sandbox.simulation;

import gateway.platform.time.SharedClock;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;

/**
 * The time that one node goes by when it moves money: the product's clock, which begins with what the machine says and
 * is set by the database's, before anything else and every second.
 */
final class KeptTime {

    private static final long EVERY_MS = 1_000;
    private static final Method SET = method();

    private final World world;
    private final Node node;
    private final SharedClock clock;

    /** @param machineWrongBy what the machine's own clock is wrong by when the node starts */
    KeptTime(World world, Node node, Duration machineWrongBy) {
        this.world = world;
        this.node = node;
        this.clock = new SharedClock(() -> world.agenda.instant().plus(machineWrongBy), world.agenda::nanos);
        set(world.agenda.instant(), world.agenda.nanos());
    }

    SharedClock clock() {
        return clock;
    }

    /** From now on as long as the node lives. */
    void keep(NodeStore store) {
        node.after(EVERY_MS, () -> {
            long asked = world.agenda.nanos();
            store.read(world.agenda::instant).subscribe(time -> set(time, asked), _ -> {});
            keep(store);
        });
    }

    private void set(Instant database, long asked) {
        try {
            SET.invoke(clock, database, asked, world.agenda.nanos());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method method() {
        try {
            var set = SharedClock.class.getDeclaredMethod("set", Instant.class, long.class, long.class);
            set.setAccessible(true);
            return set;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
