package gateway.platform.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Hooks;

/** Counts errors that come after their subscriber has gone, such as a second one on an answered request. */
@Component
final class DroppedErrors implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(DroppedErrors.class);

    private final Counter dropped;

    DroppedErrors(MeterRegistry registry) {
        dropped = Counter.builder("reactor.errors.dropped")
                .description("Errors nobody was left to hear")
                .register(registry);
        Hooks.onErrorDropped(this::count);
    }

    private void count(Throwable error) {
        dropped.increment();
        log.debug("An error came too late", error);
    }

    @Override
    public void destroy() {
        Hooks.resetOnErrorDropped();
    }
}
