package gateway.platform.resilience;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    BackgroundWorks(List<BackgroundWork> works, MeterRegistry registry) {
        this.works = works;
        this.failing = works.stream()
                .map(BackgroundWork::name)
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> Failing.shown(name, registry)));
    }

    /** Since when a work has done nothing but fail. */
    private record Failing(AtomicLong since, Clock clock) {

        private static final long NEVER = Long.MAX_VALUE;

        static Failing shown(String work, MeterRegistry registry) {
            var failing = new Failing(new AtomicLong(NEVER), registry.config().clock());
            Gauge.builder("oqim_work_failing_seconds", failing, Failing::seconds)
                    .description("For how long a background work has done nothing but fail")
                    .tag("work", work)
                    .strongReference(true)
                    .register(registry);
            return failing;
        }

        void failed() {
            since.compareAndSet(NEVER, clock.monotonicTime());
        }

        void succeeded() {
            since.set(NEVER);
        }

        private double seconds() {
            long began = since.get();
            return began == NEVER ? 0 : (clock.monotonicTime() - began) / 1e9;
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
        var known = failing.get(work.name());
        return work.work()
                .doOnNext(_ -> known.succeeded())
                .doOnError(fault -> known.failed())
                .doOnError(fault -> LOG.warn("{} failed and begins anew: {}", work.name(), fault.toString()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, work.pause())
                        .maxBackoff(work.pause().multipliedBy(2))
                        .transientErrors(true));
    }
}
