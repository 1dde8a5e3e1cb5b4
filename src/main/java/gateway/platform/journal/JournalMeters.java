package gateway.platform.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/** What operators see of the journal. */
@Component
class JournalMeters {

    private final MeterRegistry registry;
    private final DistributionSummary batchSize;
    private final Timer queueAge;
    private final Timer commit;
    private final Counter unknownCommits;
    // Meters are looked up by name otherwise, which costs more than counting.
    private final Map<Class<?>, Counter> refusals = new ConcurrentHashMap<>();
    private final Map<String, Counter> retries = new ConcurrentHashMap<>();
    private final Map<Entry.Priority, Counter> turnedAway = new ConcurrentHashMap<>();

    JournalMeters(MeterRegistry registry) {
        this.registry = registry;
        this.batchSize = DistributionSummary.builder("oqim_journal_batch_size")
                .description("Entries per transaction")
                .serviceLevelObjectives(1, 4, 16, 64, 256, 512)
                .register(registry);
        this.queueAge = Timer.builder("oqim_journal_queue_age")
                .description("How long the oldest entry of a batch had waited")
                .publishPercentileHistogram()
                .register(registry);
        this.commit = Timer.builder("oqim_journal_commit")
                .description("From the start of a batch until it is durable")
                .publishPercentileHistogram()
                .register(registry);
        this.unknownCommits = Counter.builder("oqim_journal_unknown_commits")
                .description("Commits whose answer was lost and that were resolved by their marker")
                .register(registry);
        List.of(Entry.Priority.values()).forEach(this::turnedAwayCounter);
    }

    void watch(Collection<JournalWriter> writers) {
        gauge("completion", writers, WaitingLine::completionSize);
        gauge("new", writers, WaitingLine::newSize);
    }

    private void gauge(String priority, Collection<JournalWriter> writers, ToLongFunction<WaitingLine> size) {
        Gauge.builder("oqim_journal_queue_size", writers, all -> sum(all, size))
                .description("Entries that wait")
                .tag("priority", priority)
                .strongReference(true)
                .register(registry);
    }

    private static long sum(Collection<JournalWriter> writers, ToLongFunction<WaitingLine> size) {
        return writers.stream().map(JournalWriter::line).mapToLong(size).sum();
    }

    /** Nanoseconds on a clock that only ever advances. */
    long now() {
        return registry.config().clock().monotonicTime();
    }

    void started(int entries, long waitedNanos) {
        batchSize.record(entries);
        queueAge.record(waitedNanos, TimeUnit.NANOSECONDS);
    }

    void finished(long nanos) {
        commit.record(nanos, TimeUnit.NANOSECONDS);
    }

    void refused(Refusal refusal) {
        refusals.computeIfAbsent(refusal.getClass(), this::refusalCounter).increment();
    }

    private Counter refusalCounter(Class<?> refusal) {
        return registry.counter("oqim_journal_refusals", "refusal", refusal.getSimpleName());
    }

    void retried(Failure failure) {
        retries.computeIfAbsent(failure.name(), name -> registry.counter("oqim_journal_retries", "why", name))
                .increment();
    }

    void turnedAway(Entry.Priority priority) {
        turnedAwayCounter(priority).increment();
    }

    private Counter turnedAwayCounter(Entry.Priority priority) {
        return turnedAway.computeIfAbsent(
                priority, it -> registry.counter("oqim_journal_turned_away", "priority", it.name()));
    }

    void unknownCommit() {
        unknownCommits.increment();
    }
}
