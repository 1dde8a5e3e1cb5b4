package gateway.platform.journal;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * One partition: a waiting line and one batch in flight. What waits meanwhile is the next batch; after a large one it
 * gathers for a moment more.
 */
final class JournalWriter {

    private static final int ANSWERED_HERE = 4;

    private final WaitingLine line;
    private final BatchRunner runner;
    private final Pause pause;
    private final JournalMeters meters;
    private final Scheduler timer;
    // Serialises "is the writer idle and is there work"; whoever arrives meanwhile makes the holder look again.
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean busy;

    /** @param timer also tells callers of their decisions */
    JournalWriter(WaitingLine line, BatchRunner runner, Pause pause, JournalMeters meters, Scheduler timer) {
        this.line = line;
        this.runner = runner;
        this.pause = pause;
        this.meters = meters;
        this.timer = timer;
    }

    WaitingLine line() {
        return line;
    }

    void submit(Ticket ticket) {
        if (runner.isClosed() || (ticket.isNew() && runner.isGone())) {
            turnAway(ticket, JournalProblem.UNAVAILABLE, "The database cannot be reached");
        } else if (line.offer(ticket, ticket.arrivedNanos())) {
            look();
        } else {
            turnAway(ticket, JournalProblem.OVERLOADED, "The journal is behind");
        }
    }

    private void turnAway(Ticket ticket, JournalProblem problem, String why) {
        meters.turnedAway(ticket.entry().priority());
        ticket.fail(problem.because(why).with("retryAfter", 1));
        ticket.answer();
    }

    private void look() {
        if (looks.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        while (seen != 0) {
            if (!busy && !line.isEmpty()) {
                start(line.take());
            }
            seen = looks.addAndGet(-seen);
        }
    }

    private void start(List<Ticket> batch) {
        busy = true;
        long begun = meters.now();
        meters.started(batch.size(), begun - batch.getFirst().arrivedNanos());
        runner.run(batch).subscribe(_ -> {}, error -> finish(batch, begun, error), () -> finish(batch, begun, null));
    }

    /**
     * The next batch goes out before anybody is answered, unless it is worth waiting for more. A few callers are
     * answered on the spot, because another thread on their way costs them more than it saves; many would hold up the
     * writer's event loop.
     */
    private void finish(List<Ticket> batch, long begun, @Nullable Throwable error) {
        long nanos = meters.now() - begun;
        long wait = pause.nanosAfter(batch.size(), nanos, line.size());
        line.learn(nanos + wait);
        meters.finished(nanos);
        if (wait > 0) {
            timer.schedule(this::next, wait, TimeUnit.NANOSECONDS);
        } else {
            next();
        }
        if (batch.size() <= ANSWERED_HERE) {
            answer(batch, error);
        } else {
            timer.schedule(() -> answer(batch, error));
        }
    }

    private void next() {
        busy = false;
        look();
    }

    private void answer(List<Ticket> batch, @Nullable Throwable error) {
        for (var ticket : batch) {
            if (error != null) {
                ticket.fail(error);
            }
            if (ticket.decision() instanceof Decision.Refused refused) {
                meters.refused(refused.refusal());
            }
            ticket.answer();
        }
    }

    /** Opens the connection before the first entry arrives. */
    Mono<Void> open() {
        return runner.open();
    }

    /** Whether the database was out of reach at the last try. */
    boolean isGone() {
        return runner.isGone();
    }

    boolean isIdle() {
        return !busy && line.isEmpty();
    }

    Mono<Void> close() {
        return runner.close();
    }
}
