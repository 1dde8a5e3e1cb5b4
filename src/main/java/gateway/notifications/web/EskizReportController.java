package gateway.notifications.web;

import gateway.notifications.NotificationProblem;
import gateway.notifications.messages.Fates;
import gateway.notifications.sms.EskizCallbacks;
import gateway.notifications.wire.CarrierJson;
import java.time.Clock;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What Eskiz reports of an SMS, at the address that was made for it. */
@RestController
class EskizReportController {

    private static final byte[] NOTHING = {};

    private final EskizCallbacks callbacks;
    private final Fates fates;
    private final Clock clock;

    EskizReportController(EskizCallbacks callbacks, Fates fates, Clock clock) {
        this.callbacks = callbacks;
        this.fates = fates;
        this.clock = clock;
    }

    /** Takes a report, a form or JSON; what it does not understand it accepts and forgets. Called by Eskiz. */
    @PostMapping("/notifications/eskiz/{message}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> report(@PathVariable String message, ServerWebExchange exchange) {
        var id = callbacks
                .messageAt(message)
                .orElseThrow(() -> NotificationProblem.REPORT_UNKNOWN.because("That address was not given out"));
        // A form is no body to a controller, so it is read by hand.
        return DataBufferUtils.join(exchange.getRequest().getBody(), CarrierJson.LONGEST)
                .map(EskizReportController::drain)
                .defaultIfEmpty(NOTHING)
                .flatMap(body -> learn(id, body));
    }

    private Mono<Void> learn(UUID id, byte[] body) {
        return Mono.justOrEmpty(EskizCallbacks.fate(body))
                .flatMap(fate -> fates.learn(id, EskizCallbacks.PROVIDER, fate, clock.instant()))
                .then();
    }

    private static byte[] drain(DataBuffer buffer) {
        try {
            var bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
