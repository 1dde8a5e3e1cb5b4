package gateway.platform.resilience;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Does a piece of background work again and again, one at a time, with a pause after each; a failure is logged and
 * forgotten.
 */
public final class Repeater {

    private static final Logger LOG = LoggerFactory.getLogger(Repeater.class);

    private final String name;
    private final Duration pause;
    private final Supplier<Mono<Void>> work;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    public Repeater(String name, Duration pause, Supplier<Mono<Void>> work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
    }

    public void start() {
        var loop = Mono.defer(work)
                .onErrorResume(this::failed)
                .then(Mono.delay(pause, Schedulers.parallel()))
                .repeat()
                .subscribe();
        var before = running.getAndSet(loop);
        if (before != null) {
            before.dispose();
        }
    }

    public void stop() {
        var before = running.getAndSet(null);
        if (before != null) {
            before.dispose();
        }
    }

    public boolean isRunning() {
        return running.get() != null;
    }

    private Mono<Void> failed(Throwable error) {
        LOG.warn("{} failed and will be tried again: {}", name, error.toString());
        return Mono.empty();
    }
}
