package gateway.processors.click;

import gateway.processors.HttpLine;
import gateway.processors.HttpLine.Delivery;
import gateway.processors.TimedSignature;
import gateway.processors.click.ClickMessage.Reply;
import gateway.processors.click.ClickMessage.Request;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The wire to Click. A failure before a byte left us is {@link Reply.NotSent}, after it {@link Reply.Unusable}; nothing
 * is ever sent twice.
 */
@Component
final class ClickClient implements AutoCloseable {

    private final ClickWire wire = new ClickWire();
    private final HttpLine line;
    private final ClickSettings settings;
    private final TimedSignature signature;
    private final Clock clock;

    ClickClient(ClickSettings settings, Clock clock) {
        this.settings = settings;
        this.signature = new TimedSignature(settings.userId(), settings.secret());
        this.clock = clock;
        this.line = new HttpLine("click", settings.url(), settings.http());
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
                request.path(settings.serviceId()),
                Map.of(
                        "Auth",
                        signature.at(clock.instant().getEpochSecond()),
                        "Accept",
                        "application/json",
                        "Content-Type",
                        "application/json"),
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
