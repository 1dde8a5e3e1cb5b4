package gateway.platform.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.server.HttpServerState;

/**
 * How many requests may be in progress now. The event loops read everybody's request and send away whom the node cannot
 * serve; what is in progress takes processors from them. A loop that falls behind reads requests whose senders have
 * long given up, and the node works for nobody. So there are fewer places while a loop is late, and more again once
 * none is.
 */
@Component
final class Places {

    /** With fewer the journal's batches and the rails would stand idle: one place in four. */
    static final int LEFT = 4;

    static final Duration STEP = Duration.ofMillis(100);

    /** By one place in so many. */
    private static final int SHRINK = 5;

    private static final int GROW = 20;

    private final int most;
    private final long lateAfter;
    private final LongSupplier nanos;
    private final FastThreadLocal<Probe> probes = new FastThreadLocal<>() {
        @Override
        protected Probe initialValue() {
            return new Probe();
        }
    };
    private final Step step = new Step();
    private volatile int open;

    @Autowired
    Places(HttpSettings settings, MeterRegistry registry) {
        this(settings.inProgress(), settings.lateAfter(), System::nanoTime);
        Gauge.builder("oqim_http_places", this, Places::open)
                .description("Requests that may be in progress now: fewer while an event loop is late")
                .register(registry);
    }

    Places(int most, Duration lateAfter, LongSupplier nanos) {
        this.most = most;
        this.lateAfter = lateAfter.toNanos();
        this.nanos = nanos;
        this.open = most;
        this.step.ends = nanos.getAsLong() + STEP.toNanos();
    }

    int open() {
        return open;
    }

    /** To be called for all that happens on a server's connections, on their event loops. */
    void hear(Connection connection, ConnectionObserver.State state) {
        if (HttpServerState.REQUEST_RECEIVED.equals(state)) {
            probes.get().asked(connection.channel().eventLoop());
        }
    }

    /** @param nanosLate how long a loop's task has waited for its turn */
    void waited(long nanosLate) {
        synchronized (step) {
            step.late |= nanosLate >= lateAfter;
            long now = nanos.getAsLong();
            if (now - step.ends >= 0) {
                open = next(open, most, step.late);
                step.late = false;
                step.ends = now + STEP.toNanos();
            }
        }
    }

    static int next(int open, int most, boolean late) {
        int next = late ? open - open / SHRINK : open + open / GROW + 1;
        return Math.clamp(next, Math.max(1, most / LEFT), most);
    }

    /** What was heard since places were counted last. */
    private static final class Step {

        private boolean late;
        private long ends;
    }

    /**
     * A task in a loop's line: it runs when the loop has read what had come, so its wait is what a request waits. Never
     * more than one for each loop, and none while nobody asks.
     */
    private final class Probe implements Runnable {

        private long since;
        private boolean waiting;

        void asked(EventLoop loop) {
            if (waiting) {
                // A loop that is very late must not be the last to say so.
                waited(nanos.getAsLong() - since);
                return;
            }
            waiting = true;
            since = nanos.getAsLong();
            loop.execute(this);
        }

        @Override
        public void run() {
            waiting = false;
            waited(nanos.getAsLong() - since);
        }
    }
}
