package gateway.platform.resilience;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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
    private final AtomicReference<Disposable.@Nullable Composite> running = new AtomicReference<>();

    BackgroundWorks(List<BackgroundWork> works) {
        this.works = works;
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

    private static Flux<?> forever(BackgroundWork work) {
        return work.work()
                .doOnError(fault -> LOG.warn("{} failed and begins anew: {}", work.name(), fault.toString()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, work.pause())
                        .maxBackoff(work.pause().multipliedBy(2))
                        .transientErrors(true));
    }
}
