package gateway.sessions.revocations;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Keeps the doors shut until this node knows what was revoked: it would have to ask the database about every request,
 * on the few connections for that, and refuse the rest. Where the database does not answer, the doors open all the
 * same.
 */
@Component
class FirstLook implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);

    private static final Duration AGAIN = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RevocationView view;
    private final RevocationSettings settings;
    private final Clock clock;
    private volatile boolean running;

    FirstLook(RevocationView view, RevocationSettings settings, Clock clock) {
        this.view = view;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        Flux.interval(Duration.ZERO, AGAIN)
                .onBackpressureDrop()
                .filter(_ -> view.age(clock.instant()).compareTo(settings.freshForMoney()) <= 0)
                .next()
                .timeout(PATIENCE)
                .then()
                .doOnError(fault -> LOG.warn("Opens without knowing what was revoked: {}", fault.toString()))
                .onErrorComplete()
                .toFuture()
                .join();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the background work that looks, before the web server. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 3000;
    }
}
