package gateway.processors.uzum;

import gateway.processors.HttpLine;
import gateway.processors.HttpLine.Delivery;
import gateway.processors.TimedSignature;
import gateway.processors.uzum.UzumMessage.Reply;
import gateway.processors.uzum.UzumMessage.Request;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The wire to Uzum. A failure before a byte left us is {@link Reply.NotSent}, after it {@link Reply.Unusable}; nothing
 * is ever sent twice.
 */
@Component
final class UzumClient implements AutoCloseable {

    private final UzumWire wire = new UzumWire();
    private final HttpLine line;
    private final UzumSettings settings;
    private final TimedSignature signature;
    private final Clock clock;

    UzumClient(UzumSettings settings, Clock clock) {
        this.settings = settings;
        this.signature = new TimedSignature(settings.userId(), settings.secret());
        this.clock = clock;
        this.line = new HttpLine("uzum", settings.url(), settings.http());
    }

    /** Emits once, never errors, within the time-out. */
    Mono<Reply> ask(Request request) {
        return Mono.defer(() -> line.send(written(request), settings.timeout()).map(this::reply));
    }

    @Override
    public void close() {
        line.close();
    }

    private HttpLine.Request written(Request request) {
        return new HttpLine.Request(
                request.method(),
                request.path(),
                Map.of("Authorization", signature.at(clock.millis()), "Content-Type", "application/json"),
                wire.write(settings.serviceId(), request));
    }

    private Reply reply(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Answered it -> wire.read(it.status(), it.body());
            case Delivery.NotSent it -> new Reply.NotSent(it.why());
            case Delivery.Silent it -> new Reply.Unusable(it.why());
        };
    }
}
