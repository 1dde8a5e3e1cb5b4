package gateway.platform.journal;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** One partition: a waiting line and one batch in flight. What waits meanwhile is the next batch. */
final class JournalWriter {

    private static final int ANSWERED_HERE = 4;

    private final WaitingLine line;
    private final BatchRunner runner;
    private final JournalMeters meters;
    private final Scheduler answers;
    // Serialises "is the writer idle and is there work"; whoever arrives meanwhile makes the holder look again.
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean busy;

    JournalWriter(WaitingLine line, BatchRunner runner, JournalMeters meters, Scheduler answers) {
        this.line = line;
        this.runner = runner;
        this.meters = meters;
        this.answers = answers;
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
     * The next batch goes out before anybody is answered. A few callers are answered on the spot, because another
     * thread on their way costs them more than it saves; many would hold up the writer's event loop.
     */
    private void finish(List<Ticket> batch, long begun, @Nullable Throwable error) {
        long nanos = meters.now() - begun;
        line.learn(nanos);
        meters.finished(nanos);
        busy = false;
        look();
        if (batch.size() <= ANSWERED_HERE) {
            answer(batch, error);
        } else {
            answers.schedule(() -> answer(batch, error));
        }
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
