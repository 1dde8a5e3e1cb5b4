package sandbox.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/** Virtual time: what happens next, in an order that follows from the seed alone; and the trace of what happened. */
final class Agenda extends Clock {

    private static final Instant BEGIN = Instant.parse("2026-11-25T10:00:00Z");

    private final PriorityQueue<Item> items = new PriorityQueue<>(
            Comparator.comparingLong(Item::at).thenComparingInt(Item::tie).thenComparingLong(Item::nth));
    private final List<String> trace = new ArrayList<>();
    private final Random random;
    private long now;
    private long count;
    private long hash = 1;

    Agenda(Random random) {
        this.random = random;
    }

    /** Something that will happen; those of one moment in an order drawn from the seed. */
    record Item(long at, int tie, long nth, Runnable task) {}

    Item after(long nanos, Runnable task) {
        var item = new Item(now + Math.max(0, nanos), random.nextInt(), count++, task);
        items.add(item);
        return item;
    }

    Item afterMillis(long millis, Runnable task) {
        return after(millis * 1_000_000, task);
    }

    void drop(Item item) {
        items.remove(item);
    }

    /** False when nothing is left to do. */
    boolean step() {
        var next = items.poll();
        if (next == null) {
            return false;
        }
        now = next.at();
        next.task().run();
        return true;
    }

    long nanos() {
        return now;
    }

    long seconds() {
        return Duration.ofNanos(now).toSeconds();
    }

    void say(String line) {
        var full = "%10.3f s  %s".formatted(now / 1e9, line);
        trace.add(full);
        hash = hash * 0x5851F42D4C957F2DL + full.hashCode();
    }

    List<String> trace() {
        return trace;
    }

    long hash() {
        return hash;
    }

    @Override
    public Instant instant() {
        return BEGIN.plusNanos(now);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
