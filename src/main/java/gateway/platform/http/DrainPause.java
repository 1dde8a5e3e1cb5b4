package gateway.platform.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * At shutdown readiness goes off at once; this keeps the servers open until the load balancers have seen that. Halfway,
 * when new connections go elsewhere, clients are asked to leave; at its end they hear what is still worked on.
 */
@Component
final class DrainPause implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DrainPause.class);

    private final Duration pause;
    private final Farewell farewell;
    private final AtomicBoolean running = new AtomicBoolean();

    DrainPause(HttpSettings settings, Farewell farewell) {
        this.farewell = farewell;
        this.pause = settings.drainPause();
    }

    @Override
    public void start() {
        running.set(true);
    }

    @Override
    public void stop() {
        running.set(false);
    }

    @Override
    public void stop(Runnable callback) {
        stop();
        if (pause.isZero()) {
            farewell.end();
            callback.run();
            return;
        }
        log.info("Not ready any more; serving on for {}", pause);
        var half = pause.dividedBy(2);
        Mono.delay(half)
                .then(Mono.fromRunnable(farewell::say))
                .then(Mono.delay(pause.minus(half)))
                .then(Mono.fromRunnable(farewell::end))
                .doFinally(signal -> callback.run())
                .subscribe();
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    /** The first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
