package gateway.fraud.web;

import gateway.fraud.FraudProblem;
import gateway.fraud.Subject;
import gateway.fraud.restrictions.Order;
import gateway.fraud.restrictions.TakeOrders;
import gateway.fraud.restrictions.TakeOrders.Evidence;
import gateway.platform.crypto.MessageSeal;
import gateway.platform.http.StrictJson;
import gateway.rulebook.Coded;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes the orders of the state antifraud's server, whose signature is its credential. */
@RestController
class OrderController {

    private static final byte[] NOTHING = {};

    private final TakeOrders orders;
    private final MessageSeal seal;
    private final StrictJson json;
    private final Clock clock;

    OrderController(TakeOrders orders, MessageSeal seal, StrictJson json, Clock clock) {
        this.orders = orders;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param subject who or what is frozen; not for a lift
     * @param issuedAt ISO 8601; not for a lift
     * @param until when it ends, ISO 8601, at most 72 hours after it was issued; without it then
     */
    record OrderRequest(
            @NotBlank @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}")
            String orderId,

            @NotBlank @Pattern(regexp = "freeze|lift") String action,
            @Nullable @Valid SubjectRequest subject,
            @Nullable @Size(max = 40) String issuedAt,
            @Nullable @Size(max = 40) String until,

            @NotNull @Size(min = 1, max = 500) @Pattern(regexp = "[^\\p{Cntrl}]*")
            String reason) {}

    /** @param id as we write it, with its prefix */
    record SubjectRequest(
            @NotBlank @Pattern(regexp = "customer|device|card|issued-card|account")
            String type,

            @NotBlank @Size(max = 64) String id) {}

    /** How an order stands: {@code in-force}, {@code lifted} or {@code ended}. */
    record OrderAnswer(String orderId, String status, Instant receivedAt, Instant until) {

        static OrderAnswer of(Evidence it, Instant now) {
            var status = it.liftedAt() != null ? "lifted" : it.inForce(now) ? "in-force" : "ended";
            return new OrderAnswer(
                    it.order().id(), status, it.order().receivedAt(), it.order().until());
        }
    }

    /**
     * Freezes a customer, device, card (linked or issued) or account on every node within two seconds, or lifts that.
     * For the server of the state antifraud, which signs its request.
     */
    @PostMapping("/antifraud/orders")
    Mono<OrderAnswer> order(ServerWebExchange exchange) {
        return DataBufferUtils.join(exchange.getRequest().getBody(), StrictJson.MAX_BODY)
                .map(OrderController::drain)
                .defaultIfEmpty(NOTHING)
                .flatMap(body -> order(exchange, body))
                .map(it -> OrderAnswer.of(it, clock.instant()));
    }

    private Mono<Evidence> order(ServerWebExchange exchange, byte[] body) {
        var request = exchange.getRequest();
        var signature = request.getHeaders().getFirst(MessageSeal.HEADER);
        if (!seal.isRight(signature, "POST", request.getURI().getRawPath(), body)) {
            throw FraudProblem.ORDER_UNSIGNED.because("Sign it as agreed, at most five minutes before it is sent");
        }
        var order = json.read(body, OrderRequest.class);
        return order.action().equals("lift")
                ? orders.lift(order.orderId(), order.reason())
                : orders.place(order(order, new String(body, StandardCharsets.UTF_8)));
    }

    private Order order(OrderRequest it, String document) {
        var subject = it.subject();
        var issued = moment("issuedAt", it.issuedAt());
        if (subject == null || issued == null) {
            throw invalid(subject == null ? "subject" : "issuedAt", "A freeze says whom and when it was issued");
        }
        return Order.of(
                it.orderId(),
                Coded.find(Subject.Kind.values(), subject.type())
                        .flatMap(kind -> Subject.parse(kind, subject.id()))
                        .orElseThrow(() -> invalid("subject.id", "That is not the id of a " + subject.type())),
                it.reason(),
                issued,
                moment("until", it.until()),
                clock.instant(),
                document);
    }

    private static @Nullable Instant moment(String field, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException _) {
            throw invalid(field, "Moments look like 2026-11-26T12:00:00Z");
        }
    }

    private static RuntimeException invalid(String field, String why) {
        return FraudProblem.ORDER_INVALID.because(why).with("field", field);
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
