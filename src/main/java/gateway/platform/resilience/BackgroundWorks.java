package gateway.platform.resilience;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/** Keeps all {@link BackgroundWork} going from before the first request until after the last. */
@Component
class BackgroundWorks implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWorks.class);

    private final List<BackgroundWork> works;
    private final Map<String, Failing> failing;
    private final AtomicReference<Disposable.@Nullable Composite> running = new AtomicReference<>();

    BackgroundWorks(List<BackgroundWork> works, ObjectProvider<BackgroundGroup> groups, MeterRegistry registry) {
        this.works = Stream.concat(works.stream(), groups.orderedStream().flatMap(group -> group.works().stream()))
                .toList();
        this.failing = this.works.stream()
                .filter(BackgroundWork::stepwise)
                .map(BackgroundWork::name)
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> Failing.shown(name, registry)));
    }

    /** The first and the last failure in a row: one alone, of a work with a long pause, is no reason to look. */
    private record Failing(AtomicReference<@Nullable Row> row, Clock clock) {

        private record Row(long first, long last) {}

        static Failing shown(String work, MeterRegistry registry) {
            var failing = new Failing(
                    new AtomicReference<@Nullable Row>(), registry.config().clock());
            Gauge.builder("oqim_work_failing_seconds", failing, Failing::seconds)
                    .description("From the first to the last failure since a background work succeeded")
                    .tag("work", work)
                    .strongReference(true)
                    .register(registry);
            return failing;
        }

        void failed() {
            long now = clock.monotonicTime();
            row.updateAndGet(known -> new Row(known == null ? now : known.first(), now));
        }

        void succeeded() {
            row.set(null);
        }

        private double seconds() {
            var known = row.get();
            return known == null ? 0 : (known.last() - known.first()) / 1e9;
        }
    }

    @Override
    public void start() {
        var all = Disposables.composite();
        if (running.compareAndSet(null, all)) {
            works.forEach(work -> all.add(forever(work).subscribe()));
        }
    }

    @Override
    public void stop() {
        var all = running.getAndSet(null);
        if (all != null) {
            all.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }

    /** Starts before the web server and stops after it, before the rails and the journal it needs. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 3500;
    }

    private Flux<?> forever(BackgroundWork work) {
        return watched(work)
                .doOnError(fault -> LOG.warn("{} failed and begins anew: {}", work.name(), fault.toString()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, work.pause())
                        .maxBackoff(work.pause().multipliedBy(2))
                        .transientErrors(true));
    }

    private Flux<?> watched(BackgroundWork work) {
        var known = failing.get(work.name());
        return known == null || !work.stepwise()
                ? work.work()
                : work.work().doOnNext(_ -> known.succeeded()).doOnError(_ -> known.failed());
    }
}
