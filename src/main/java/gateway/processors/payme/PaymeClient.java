package gateway.processors.payme;

import gateway.processors.HttpLine;
import gateway.processors.HttpLine.Delivery;
import gateway.processors.payme.PaymeMessage.CreateReceipt;
import gateway.processors.payme.PaymeMessage.Reply;
import gateway.processors.payme.PaymeMessage.Request;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The wire to Payme. A failure before a byte left us is {@link Reply.NotSent}, after it {@link Reply.Unusable}; nothing
 * is ever sent twice.
 */
@Component
final class PaymeClient implements AutoCloseable {

    private static final int OK = 200;

    private final PaymeWire wire = new PaymeWire();
    private final AtomicLong ids = new AtomicLong();
    private final HttpLine line;
    private final PaymeSettings settings;

    PaymeClient(PaymeSettings settings) {
        this.settings = settings;
        this.line = new HttpLine("payme", settings.url(), settings.http());
    }

    /** Emits once, never errors, within the time-out. */
    Mono<Reply> ask(Request request) {
        return Mono.defer(() -> {
            long id = ids.incrementAndGet();
            return line.send(written(id, request), within(request)).map(delivery -> reply(id, delivery));
        });
    }

    @Override
    public void close() {
        line.close();
    }

    private HttpLine.Request written(long id, Request request) {
        var auth = request.isSigned() ? settings.cashbox() + ":" + settings.key() : settings.cashbox();
        return new HttpLine.Request(
                HttpMethod.POST,
                "",
                Map.of("X-Auth", auth, "Content-Type", "application/json; charset=utf-8"),
                wire.write(id, request));
    }

    private Duration within(Request request) {
        return request instanceof CreateReceipt ? settings.namingTimeout() : settings.timeout();
    }

    private Reply reply(long id, Delivery delivery) {
        return switch (delivery) {
            case Delivery.Answered it when it.status() == OK -> wire.read(id, it.body());
            case Delivery.Answered it -> new Reply.Unusable("HTTP status " + it.status());
            case Delivery.NotSent it -> new Reply.NotSent(it.why());
            case Delivery.Silent it -> new Reply.Unusable(it.why());
        };
    }
}
