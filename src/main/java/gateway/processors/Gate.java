package gateway.processors;

import com.netflix.concurrency.limits.Limit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * Lets a limited number through at once and keeps a limited number waiting for a limited time, first come, first
 * served. The limit moves with the latency that {@link #leave} reports.
 */
final class Gate {

    /** How a request came through the gate, or why not. */
    enum Entry {
        ADMITTED,
        FULL,
        TOO_LATE
    }

    /** One request's right to one slot: taken at most once, given back at most once, whatever is cancelled when. */
    static final class Ticket {

        private enum State {
            NEW,
            HELD,
            GIVEN_BACK
        }

        private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

        private boolean take() {
            return state.compareAndSet(State.NEW, State.HELD);
        }

        private boolean giveBack() {
            return state.getAndSet(State.GIVEN_BACK) == State.HELD;
        }
    }

    private static final Mono<Entry> ADMITTED = Mono.just(Entry.ADMITTED);

    private final Limit limit;
    private final int queueSize;
    private final Duration queueTime;
    private final Scheduler timer;
    // Guarded by itself, with inFlight: held for a few instructions, never while anything is called.
    private final Deque<Waiter> queue = new ArrayDeque<>();
    private int inFlight;
    private final AtomicInteger draining = new AtomicInteger();

    Gate(Limit limit, int queueSize, Duration queueTime, Scheduler timer) {
        this.limit = limit;
        this.queueSize = queueSize;
        this.queueTime = queueTime;
        this.timer = timer;
    }

    /** Emits once. Whatever it emits and even when it is cancelled, the ticket is given back in the end. */
    Mono<Entry> enter(Ticket ticket) {
        synchronized (queue) {
            if (queue.isEmpty() && inFlight < limit.getLimit() && ticket.take()) {
                inFlight++;
                return ADMITTED;
            }
        }
        return Mono.create(sink -> queueUp(new Waiter(ticket, sink, now())));
    }

    /**
     * Gives the ticket back after the rail answered.
     *
     * @param startNanos when the request was admitted
     * @param failed no usable answer came
     */
    void leave(Ticket ticket, long startNanos, long endNanos, boolean failed) {
        if (ticket.giveBack()) {
            int before = freeSlot();
            limit.onSample(startNanos, Math.max(1, endNanos - startNanos), before, failed);
            drain();
        }
    }

    /** Gives the ticket back for a request that says nothing about the rail. */
    void leave(Ticket ticket) {
        if (ticket.giveBack()) {
            freeSlot();
            drain();
        }
    }

    /**
     * Whether a newcomer will be let in well before its time is over: nobody waits long, and there is a place to wait.
     */
    boolean hasRoom() {
        synchronized (queue) {
            var oldest = queue.peekFirst();
            return oldest == null
                    ? queueSize > 0 || inFlight < limit.getLimit()
                    : queue.size() < queueSize && now() - oldest.since < queueTime.toNanos() / 4;
        }
    }

    private long now() {
        return timer.now(TimeUnit.NANOSECONDS);
    }

    int inFlight() {
        synchronized (queue) {
            return inFlight;
        }
    }

    /** How many could be let in now: none when the limit has sunk below what is in flight. */
    int free() {
        return Math.max(0, limit.getLimit() - inFlight());
    }

    int waiting() {
        synchronized (queue) {
            return queue.size();
        }
    }

    int limit() {
        return limit.getLimit();
    }

    private int freeSlot() {
        synchronized (queue) {
            return inFlight--;
        }
    }

    private void queueUp(Waiter waiter) {
        boolean queued;
        synchronized (queue) {
            queued = queue.size() < queueSize;
            if (queued) {
                queue.addLast(waiter);
            }
        }
        if (!queued) {
            waiter.sink.success(Entry.FULL);
            return;
        }
        waiter.expiry = timer.schedule(() -> expire(waiter), queueTime.toNanos(), TimeUnit.NANOSECONDS);
        waiter.sink.onDispose(() -> remove(waiter));
        // A slot may have become free between the first look and the queue.
        drain();
    }

    private void expire(Waiter waiter) {
        if (remove(waiter)) {
            waiter.sink.success(Entry.TOO_LATE);
        }
    }

    private boolean remove(Waiter waiter) {
        synchronized (queue) {
            return queue.remove(waiter);
        }
    }

    // Whoever is let in may be done at once and leave within the call: one thread drains, others only say that there is
    // more.
    private void drain() {
        if (draining.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            for (var next = next(); next != null; next = next()) {
                next.admit();
            }
            missed = draining.addAndGet(-missed);
        } while (missed != 0);
    }

    private @Nullable Waiter next() {
        synchronized (queue) {
            while (!queue.isEmpty() && inFlight < limit.getLimit()) {
                var waiter = queue.removeFirst();
                if (waiter.ticket.take()) {
                    inFlight++;
                    return waiter;
                }
            }
            return null;
        }
    }

    private static final class Waiter {

        private final Ticket ticket;
        private final MonoSink<Entry> sink;
        private final long since;
        private volatile @Nullable Disposable expiry;

        Waiter(Ticket ticket, MonoSink<Entry> sink, long since) {
            this.ticket = ticket;
            this.sink = sink;
            this.since = since;
        }

        void admit() {
            var timer = expiry;
            if (timer != null) {
                timer.dispose();
            }
            sink.success(Entry.ADMITTED);
        }
    }
}
