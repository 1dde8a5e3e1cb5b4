package gateway.platform.journal;

import gateway.platform.postgres.EndConnection;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** The journal by natural batching: while one batch commits, the next one gathers; a lone entry commits at once. */
@Component
class GroupCommitJournal implements Journal, SmartLifecycle {

    private static final Duration RECONNECT = Duration.ofMillis(500);

    private final PartKinds kinds;
    private final JournalSettings settings;
    private final WriterConnections connections;
    private final JournalMeters meters;
    private final List<JournalWriter> writers;
    private final AtomicBoolean running = new AtomicBoolean();

    GroupCommitJournal(
            List<PartWriter<?>> parts,
            JournalSettings settings,
            WriterConnections connections,
            JournalMeters meters,
            TimeOrderedIds ids,
            RandomGenerator random) {
        this.kinds = new PartKinds(parts);
        this.settings = settings;
        this.connections = connections;
        this.meters = meters;
        var transaction = new BatchTransaction(kinds, settings);
        var tools = new BatchRunner.Tools(connections, transaction, settings, meters, ids, random);
        this.writers =
                Stream.generate(() -> writer(tools)).limit(settings.writers()).toList();
        meters.watch(writers);
    }

    private static JournalWriter writer(BatchRunner.Tools tools) {
        var settings = tools.settings();
        var line = new WaitingLine(settings);
        var pause = new Pause(settings.longestPause(), settings.batchLimit());
        return new JournalWriter(line, new BatchRunner(tools, line), pause, tools.meters(), Schedulers.parallel());
    }

    @Override
    public Mono<Decision> commit(Entry entry) {
        var complaint = kinds.complaint(entry);
        if (complaint != null) {
            return Mono.error(new IllegalArgumentException("Impossible entry: " + complaint));
        }
        if (!running.get() && entry.priority() == Entry.Priority.NEW) {
            return Mono.error(JournalProblem.UNAVAILABLE.because("The journal is closed"));
        }
        var writer = writers.get(entry.shard() % writers.size());
        return Mono.create(caller -> writer.submit(new Ticket(entry, caller, meters.now())));
    }

    /**
     * Waits for the database, which may just be recovering, and looks at it: a node that cannot keep books must not
     * come up.
     */
    @Override
    public void start() {
        Mono.usingWhen(
                        patiently(connections.open()),
                        connection -> ServerCheck.check(connection, settings.writers()),
                        EndConnection::apart)
                .then(Flux.fromIterable(writers)
                        .concatMap(writer -> patiently(writer.open()))
                        .then())
                .timeout(settings.outageWait())
                .toFuture()
                .join();
        running.set(true);
    }

    // Ends with the deadline around it.
    private static <T> Mono<T> patiently(Mono<T> connecting) {
        return connecting.retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RECONNECT));
    }

    /** Takes no new money any more and finishes what is queued. */
    @Override
    public void stop(Runnable done) {
        running.set(false);
        Flux.interval(Duration.ZERO, Duration.ofMillis(10))
                .onBackpressureDrop()
                .filter(_ -> writers.stream().allMatch(JournalWriter::isIdle))
                .next()
                .timeout(settings.outageWait())
                .onErrorComplete()
                .thenMany(Flux.fromIterable(writers).concatMap(JournalWriter::close))
                .subscribe(_ -> {}, _ -> done.run(), done);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Why new entries cannot be written at this moment, in words; null when they can. */
    @Nullable
    String complaint() {
        if (!running.get()) {
            return "closed";
        }
        if (writers.stream().anyMatch(JournalWriter::isGone)) {
            return "database out of reach";
        }
        return oldestWait().compareTo(JournalHealth.BEHIND) > 0 ? "behind" : null;
    }

    /** How long the entry that waits longest has waited. */
    Duration oldestWait() {
        long now = meters.now();
        return Duration.ofNanos(writers.stream()
                .map(writer -> writer.line().oldest())
                .filter(Objects::nonNull)
                .mapToLong(ticket -> now - ticket.arrivedNanos())
                .max()
                .orElse(0));
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    /** Up before everything that moves money, down after it. */
    @Override
    public int getPhase() {
        return -1000;
    }
}
