package gateway.platform.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections one server has, and why it hung up on some. */
final class OpenConnections {

    private final int most;
    private final Map<Fault, Counter> cutOff = new EnumMap<>(Fault.class);
    private final AtomicInteger open = new AtomicInteger();

    OpenConnections(int most, MeterRegistry meters) {
        this.most = most;
        for (var fault : Fault.values()) {
            cutOff.put(
                    fault,
                    Counter.builder("oqim_http_cut_off")
                            .description("Connections closed because of what their client did or did not do")
                            .tag("why", fault.text())
                            .register(meters));
        }
    }

    /** Why a client loses its connection. */
    enum Fault {
        SILENT,
        FLOOD,
        NONSENSE,
        SLOW,
        DEAF,
        IDLE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
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

    void cutOff(Fault fault) {
        Objects.requireNonNull(cutOff.get(fault)).increment();
    }
}
