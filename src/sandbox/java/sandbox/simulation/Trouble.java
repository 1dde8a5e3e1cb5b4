package sandbox.simulation;

import java.time.Duration;
import java.util.List;
import sandbox.simulation.Faults.Kind;

/** What breaks by itself while a seed runs: nodes, stores, and the lines between them. */
final class Trouble {

    private static final long SHORT_PAUSE_MS = 3_000;
    private static final long LONG_PAUSE_MS = 60_000;
    private static final long OUTAGE_MOST_MS = 15_000;
    private static final long LONG_OUTAGE_MS = 31_000;

    private static final List<Duration> STEPS =
            List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofMinutes(-2), Duration.ZERO);

    private final World world;

    Trouble(World world) {
        this.world = world;
    }

    void begin() {
        world.agenda.afterMillis(world.between(1, 20_000), this::strike);
    }

    private void strike() {
        nodes();
        if (world.withAccess()) {
            lines();
        }
        database();
        if (world.withAccess()) {
            disk();
            redis();
        }
        if (world.isTroubled()) {
            world.agenda.afterMillis(world.between(100, 6_000), this::strike);
        }
    }

    private void nodes() {
        if (world.strikes(Kind.CRASH)) {
            var node = world.anyNode();
            if (node.alive) {
                node.crash();
            }
        }
        if (world.strikes(Kind.PAUSE)) {
            standStill(world.anyNode());
        }
    }

    private void lines() {
        if (world.strikes(Kind.DATABASE_LINK)) {
            world.anyNode().cutDatabase(aWhile());
        }
        if (world.clocksStep() && world.strikes(Kind.CLOCK_STEP)) {
            var node = world.anyNode();
            node.clock.step(anyStep(world));
            world.agenda.say(node.name + " is wrong by " + node.clock.wrongBy());
        }
        if (world.strikes(Kind.REDIS_LINK)) {
            world.anyNode().cutRedis(aWhile());
        }
    }

    /** By how much a clock may be wrong. */
    static Duration anyStep(World world) {
        return STEPS.get((int) world.between(0, STEPS.size() - 1L));
    }

    private void database() {
        if (!world.database.down && world.strikes(Kind.OUTAGE)) {
            world.agenda.say("the database goes down");
            world.database.down = true;
            world.tables.crash();
            // Now and then for longer than completions wait.
            long millis = world.between(0, 7) == 0 ? world.between(LONG_OUTAGE_MS, 3 * OUTAGE_MOST_MS) : aWhile();
            world.agenda.afterMillis(millis, () -> world.database.down = false);
        }
    }

    private void disk() {
        if (!world.database.full && world.strikes(Kind.DISK_FULL)) {
            world.agenda.say("the disk is full");
            world.database.full = true;
            world.agenda.afterMillis(aWhile(), () -> world.database.full = false);
        }
    }

    private void redis() {
        if (!world.redis.down && world.strikes(Kind.REDIS_DOWN)) {
            world.see(Sight.REDIS_DOWN);
            world.agenda.say("redis goes down");
            world.redis.down = true;
            world.redis.disconnect(null);
            world.agenda.afterMillis(aWhile(), () -> world.redis.down = false);
        }
        if (world.strikes(Kind.REDIS_FAILOVER)) {
            world.redis.failOver();
        }
        if (world.strikes(Kind.REDIS_FLUSH)) {
            world.redis.flush();
        }
    }

    private long aWhile() {
        return world.between(100, OUTAGE_MOST_MS);
    }

    void standStill(Node node) {
        node.pause(world.between(500, world.coin() ? LONG_PAUSE_MS : SHORT_PAUSE_MS));
    }
}
