package gateway.platform.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The time that all nodes share: the database's, carried on by this machine's monotonic counter. A machine whose clock
 * is set wrong, or is set right while we run, changes nothing.
 */
public final class SharedClock extends Clock {

    private final LongSupplier nanoTime;
    private final AtomicReference<Anchor> anchor;
    private final ZoneId zone;

    /**
     * @param first what counts until the database was heard for the first time
     * @param nanoTime as {@link System#nanoTime}
     */
    public SharedClock(InstantSource first, LongSupplier nanoTime) {
        this(nanoTime, new AtomicReference<>(new Anchor(first.instant(), nanoTime.getAsLong())), ZoneOffset.UTC);
    }

    private SharedClock(LongSupplier nanoTime, AtomicReference<Anchor> anchor, ZoneId zone) {
        this.nanoTime = nanoTime;
        this.anchor = anchor;
        this.zone = zone;
    }

    private record Anchor(Instant time, long ticks) {

        Instant at(long later) {
            return time.plusNanos(later - ticks);
        }
    }

    long ticks() {
        return nanoTime.getAsLong();
    }

    /**
     * Sets the clock, moving it no further than the answer demands: it is a moment between question and answer, so a
     * slow one says little. Not for two callers at once.
     *
     * @param asked what {@link #ticks} said before the question
     * @return by how much the clock was late; below zero when it was early
     */
    Duration set(Instant database, long asked, long answered) {
        var before = anchor.get();
        var late = Duration.between(before.at(answered), database);
        var early = Duration.between(database, before.at(asked));
        Duration move = late.isPositive() ? late : early.isPositive() ? early.negated() : Duration.ZERO;
        if (!move.isZero()) {
            anchor.set(new Anchor(before.at(answered).plus(move), answered));
        }
        return move;
    }

    @Override
    public Instant instant() {
        return anchor.get().at(nanoTime.getAsLong());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock, set together with this one. */
    @Override
    public Clock withZone(ZoneId other) {
        return new SharedClock(nanoTime, anchor, other);
    }
}
