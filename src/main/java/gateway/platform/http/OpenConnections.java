package gateway.platform.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections one server has, and why it hung up on some. */
final class OpenConnections {

    private final int most;
    private final MeterRegistry meters;
    private final AtomicInteger open = new AtomicInteger();

    OpenConnections(int most, MeterRegistry meters) {
        this.most = most;
        this.meters = meters;
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    /** One in five places is left at most: soon newcomers find none. */
    boolean areScarce() {
        return open.get() > most - most / 5;
    }

    void cutOff(String why) {
        Counter.builder("oqim_http_cut_off")
                .description("Connections closed because of what their client did or did not do")
                .tag("why", why)
                .register(meters)
                .increment();
    }
}
