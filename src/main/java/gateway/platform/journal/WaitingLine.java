package gateway.platform.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Entries that wait for a writer: completions first, new ones bounded in time. */
final class WaitingLine {

    private final Queue<Ticket> completions = new ConcurrentLinkedQueue<>();
    private final Queue<Ticket> fresh = new ConcurrentLinkedQueue<>();
    // The queues count by walking, so the lengths are kept beside them.
    private final AtomicInteger completionCount = new AtomicInteger();
    private final AtomicInteger freshCount = new AtomicInteger();
    private final JournalSettings settings;
    private final long maxWaitNanos;
    private volatile long batchNanos;

    WaitingLine(JournalSettings settings) {
        this.settings = settings;
        this.maxWaitNanos = settings.maxWait().toNanos();
    }

    /** Takes the ticket, or says no because it would wait too long. */
    boolean offer(Ticket ticket, long now) {
        return ticket.isNew() ? offerNew(ticket, now) : offerCompletion(ticket);
    }

    private boolean offerNew(Ticket ticket, long now) {
        var oldest = fresh.peek();
        if (freshCount.get() >= settings.maxNew()
                || (oldest != null && now - oldest.arrivedNanos() > maxWaitNanos)
                || expectedWaitNanos() > maxWaitNanos) {
            return false;
        }
        freshCount.incrementAndGet();
        return fresh.offer(ticket);
    }

    private boolean offerCompletion(Ticket ticket) {
        if (completionCount.get() >= settings.maxCompletions()) {
            return false;
        }
        completionCount.incrementAndGet();
        return completions.offer(ticket);
    }

    private long expectedWaitNanos() {
        return (size() / settings.batchLimit()) * batchNanos;
    }

    /** A batch took this long; the moving average tells newcomers what to expect. */
    void learn(long nanos) {
        long average = batchNanos;
        batchNanos = average + (nanos - average) / 8;
    }

    /** The next batch; empty when nobody waits. Called by one thread at a time. */
    List<Ticket> take() {
        var batch = new ArrayList<Ticket>(Math.min(size(), settings.batchLimit()));
        move(completions, completionCount, batch);
        move(fresh, freshCount, batch);
        return batch;
    }

    private void move(Queue<Ticket> from, AtomicInteger count, List<Ticket> batch) {
        while (batch.size() < settings.batchLimit()) {
            var next = from.poll();
            if (next == null) {
                return;
            }
            count.decrementAndGet();
            batch.add(next);
        }
    }

    /** Every new entry that waits, removed. */
    List<Ticket> takeNew() {
        var all = new ArrayList<Ticket>();
        for (var next = fresh.poll(); next != null; next = fresh.poll()) {
            freshCount.decrementAndGet();
            all.add(next);
        }
        return all;
    }

    /** The completions that arrived before the instant, removed. */
    List<Ticket> takeCompletionsBefore(long nanos) {
        var old = new ArrayList<Ticket>();
        for (var next = completions.peek();
                next != null && next.arrivedNanos() - nanos < 0;
                next = completions.peek()) {
            completions.poll();
            completionCount.decrementAndGet();
            old.add(next);
        }
        return old;
    }

    boolean isEmpty() {
        return fresh.isEmpty() && completions.isEmpty();
    }

    int size() {
        return freshCount.get() + completionCount.get();
    }

    int newSize() {
        return freshCount.get();
    }

    int completionSize() {
        return completionCount.get();
    }

    /** The ticket that waits longest, of either kind. */
    @Nullable
    Ticket oldest() {
        var completion = completions.peek();
        var entry = fresh.peek();
        if (completion == null || entry == null) {
            return completion == null ? entry : completion;
        }
        return completion.arrivedNanos() - entry.arrivedNanos() < 0 ? completion : entry;
    }
}
