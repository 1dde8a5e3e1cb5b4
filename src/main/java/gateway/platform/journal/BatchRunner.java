package gateway.platform.journal;

import gateway.platform.journal.Failure.UnknownCommit;
import gateway.platform.postgres.EndConnection;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Brings one batch after the other to an end on one connection, whatever happens: runs it again after a lost race,
 * splits it around a poisonous entry, waits for a database that is gone, and finds out what became of an unanswered
 * COMMIT.
 */
final class BatchRunner {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

    private static final Duration RECONNECT = Duration.ofMillis(200);

    // Whoever inserts the marker first decides whether that batch exists, and the marker says who it was: a fence whose
    // own answer was lost must not be taken for the batch. An update, so that what still stands open there, the batch
    // or
    // an earlier fence, is waited for and then seen.
    private static final String FENCE = """
            insert into platform.journal_batch as b (id, fence)
            values ($1, true)
                on conflict (id) do update set fence = b.fence
            returning b.fence
            """;

    private final WriterConnections connections;
    private final BatchTransaction transaction;
    private final JournalSettings settings;
    private final JournalMeters meters;
    private final TimeOrderedIds ids;
    private final RandomGenerator random;
    private final WaitingLine line;
    private @Nullable WriterConnection connection;
    private volatile boolean gone;
    private volatile boolean closed;

    BatchRunner(Tools tools, WaitingLine line) {
        this.connections = tools.connections();
        this.transaction = tools.transaction();
        this.settings = tools.settings();
        this.meters = tools.meters();
        this.ids = tools.ids();
        this.random = tools.random();
        this.line = line;
    }

    /** What all writers share. */
    record Tools(
            WriterConnections connections,
            BatchTransaction transaction,
            JournalSettings settings,
            JournalMeters meters,
            TimeOrderedIds ids,
            RandomGenerator random) {}

    /** Whether the database was out of reach at the last try. */
    boolean isGone() {
        return gone;
    }

    boolean isClosed() {
        return closed;
    }

    /** Completes when every ticket has its decision or its error; never errors itself. */
    Mono<Void> run(List<Ticket> tickets) {
        return run(tickets, 1);
    }

    // What stood still this long may have been refused elsewhere meanwhile, so it must not happen any more.
    private List<Ticket> inTime(List<Ticket> tickets) {
        var late = tickets.stream()
                .filter(ticket -> ticket.isNew() && hasWaitedTooLong(ticket))
                .toList();
        late.forEach(ticket -> ticket.fail(JournalProblem.OVERLOADED.because("The entry waited too long")));
        return late.isEmpty()
                ? tickets
                : tickets.stream().filter(ticket -> !late.contains(ticket)).toList();
    }

    private Mono<Void> run(List<Ticket> all, int attempt) {
        var tickets = inTime(all);
        var marker = ids.next(0);
        return connected()
                .flatMap(it -> tickets.isEmpty() ? Mono.<Void>empty() : transaction.run(it, marker, tickets))
                .onErrorResume(error -> recover(tickets, attempt, error));
    }

    private Mono<Void> recover(List<Ticket> tickets, int attempt, Throwable error) {
        if (error instanceof Unreachable) {
            return awaitDatabase(tickets, error);
        }
        var failure = Failure.of(error);
        meters.retried(failure);
        boolean mayTryAgain = attempt < settings.attempts();
        return switch (failure) {
            case RACE -> mayTryAgain ? again(tickets, attempt) : split(tickets, error);
            case LOST -> discard().then(Mono.defer(() -> lost(tickets, attempt, error)));
            case UNKNOWN -> discard().then(resolve(tickets, attempt, (UnknownCommit) error));
            case POISON -> split(tickets, error);
            case NONSENSE -> discard().then(Mono.defer(() -> nonsense(tickets, attempt, error)));
        };
    }

    // Answers that were mixed up on a connection, or its end, say nothing about the entries, and nothing that comes
    // over it later can be believed. What makes no sense a second time is the entries' fault.
    private Mono<Void> nonsense(List<Ticket> tickets, int attempt, Throwable error) {
        if (attempt > 1) {
            return split(tickets, error);
        }
        LOG.warn("A batch of {} made no sense and runs again on another connection", tickets.size(), error);
        return again(tickets, attempt);
    }

    private Mono<Void> again(List<Ticket> tickets, int attempt) {
        var pause = Duration.ofMillis(random.nextInt(1 << Math.min(attempt, 6)));
        return Mono.delay(pause).then(Mono.defer(() -> run(tickets, attempt + 1)));
    }

    private Mono<Void> split(List<Ticket> tickets, Throwable error) {
        if (tickets.size() == 1) {
            LOG.error("An entry cannot be written", error);
            tickets.getFirst().fail(error);
            return Mono.empty();
        }
        int half = tickets.size() / 2;
        return run(tickets.subList(0, half), 1).then(Mono.defer(() -> run(tickets.subList(half, tickets.size()), 1)));
    }

    private Mono<Void> lost(List<Ticket> tickets, int attempt, Throwable error) {
        LOG.warn("The journal lost its connection before COMMIT: {}", error.toString());
        var waiting = new ArrayList<>(tickets);
        turnAway(waiting, error, attempt >= settings.attempts() ? _ -> true : this::hasWaitedTooLong);
        return again(waiting, attempt);
    }

    /** New entries fail at once, completions when their time is up; meanwhile it tries to connect. */
    private Mono<Void> awaitDatabase(List<Ticket> tickets, Throwable error) {
        var waiting = new ArrayList<>(tickets);
        turnAway(waiting, error, this::mayNotWait);
        return Mono.defer(this::connected)
                .doOnError(still -> turnAway(waiting, still, this::mayNotWait))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RECONNECT).filter(_ -> !closed))
                .doOnError(end -> turnAway(waiting, end, _ -> true))
                .onErrorComplete()
                .then(Mono.defer(() -> waiting.isEmpty() ? Mono.empty() : run(waiting, 1)));
    }

    /** Answers those that may not wait and leaves the others in the list. */
    private void turnAway(List<Ticket> waiting, Throwable error, Predicate<Ticket> mayNotWait) {
        var leaving = waiting.stream().filter(mayNotWait).toList();
        waiting.removeIf(mayNotWait);
        leaving.forEach(ticket -> fail(ticket, error));
        line.takeCompletionsBefore(meters.now() - settings.outageWait().toNanos())
                .forEach(ticket -> fail(ticket, error));
    }

    private static void fail(Ticket ticket, Throwable cause) {
        var problem = JournalProblem.UNAVAILABLE.because("The database cannot be reached");
        problem.addSuppressed(cause);
        ticket.fail(problem);
        ticket.answer();
    }

    private boolean mayNotWait(Ticket ticket) {
        return ticket.isNew() || hasWaitedTooLong(ticket);
    }

    private boolean hasWaitedTooLong(Ticket ticket) {
        var bound = ticket.isNew() ? settings.batchTimeout() : settings.outageWait();
        return meters.now() - ticket.arrivedNanos() > bound.toNanos();
    }

    /** Did the unanswered COMMIT happen? If not, it never will: the marker is then ours, however often we ask. */
    private Mono<Void> resolve(List<Ticket> tickets, int attempt, UnknownCommit unknown) {
        LOG.warn("No answer to COMMIT of batch {}: {}", unknown.marker(), String.valueOf(unknown.getCause()));
        meters.unknownCommit();
        long until = meters.now() + settings.outageWait().toNanos();
        return Mono.defer(() -> fence(unknown.marker()))
                .onErrorResume(error -> discard().then(Mono.error(error)))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RECONNECT).filter(_ -> !closed && meters.now() - until < 0))
                .flatMap(fenced -> fenced ? notCommitted(tickets, attempt, unknown) : Mono.empty())
                .onErrorResume(error -> uncertain(tickets, error));
    }

    // What fails without a word from the database time and again is the entries' own fault.
    private Mono<Void> notCommitted(List<Ticket> tickets, int attempt, UnknownCommit unknown) {
        return attempt < settings.attempts() ? run(tickets, attempt + 1) : split(tickets, unknown);
    }

    // A line may have fallen silent, and the server's own limit is then not heard of.
    private Mono<Boolean> fence(UUID marker) {
        return connected()
                .flatMapMany(it ->
                        it.connection().createStatement(FENCE).bind(0, marker).execute())
                .concatMap(result -> result.map((row, _) -> Objects.requireNonNull(row.get(0, Boolean.class))))
                .single()
                .timeout(settings.commitTimeout());
    }

    private static Mono<Void> uncertain(List<Ticket> tickets, Throwable error) {
        LOG.error("The outcome of a batch of {} entries stays unknown: {}", tickets.size(), error.toString());
        tickets.forEach(ticket -> ticket.fail(JournalProblem.UNCERTAIN.because("The database did not answer")));
        return Mono.empty();
    }

    private Mono<WriterConnection> connected() {
        var open = connection;
        return open != null
                ? Mono.just(open)
                : connections.open().map(WriterConnection::new).map(this::keep).onErrorMap(this::unreachable);
    }

    private WriterConnection keep(WriterConnection fresh) {
        if (gone) {
            LOG.info("The database is back");
        }
        connection = fresh;
        gone = false;
        return fresh;
    }

    private Throwable unreachable(Throwable error) {
        if (!gone) {
            LOG.error("The database is out of reach: {}", error.toString());
        }
        gone = true;
        line.takeNew().forEach(ticket -> fail(ticket, error));
        return new Unreachable(error);
    }

    private Mono<Void> discard() {
        var old = connection;
        connection = null;
        return old == null
                ? Mono.empty()
                : EndConnection.apart(old.connection())
                        .timeout(Duration.ofSeconds(1))
                        .onErrorComplete();
    }

    Mono<Void> open() {
        return connected().then();
    }

    Mono<Void> close() {
        closed = true;
        return discard();
    }

    /** No connection can be had. */
    private static final class Unreachable extends RuntimeException {

        Unreachable(Throwable cause) {
            super(cause);
        }
    }
}
