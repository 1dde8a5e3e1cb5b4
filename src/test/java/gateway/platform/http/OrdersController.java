package gateway.platform.http;

import gateway.platform.http.KeyedRequest.NoBody;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** An API with one of everything the edge has to be strict about. */
@RestController
final class OrdersController {

    /** How many slow requests have reached us. */
    final AtomicInteger slowOnes = new AtomicInteger();

    enum Channel {
        APP,
        WEB
    }

    record Line(@Size(max = 20) String name, long quantity) {}

    record Order(
            @Size(min = 3, max = 20) String payee,
            long amount,
            @Nullable String note,
            Channel channel,
            List<@Valid Line> lines) {}

    @PostMapping("/test/orders")
    Mono<Map<String, Object>> plain(@RequestBody Mono<Order> order) {
        return order.map(it -> Map.of("payee", it.payee()));
    }

    @PostMapping("/test/keyed")
    Map<String, Object> keyed(KeyedRequest<Order> request) {
        return Map.of(
                "payee", request.body().payee(),
                "key", request.key().value(),
                "fingerprint", request.fingerprint().toString());
    }

    @PostMapping("/test/orders/{id}/cancel")
    Map<String, Object> cancel(@PathVariable String id, KeyedRequest<NoBody> request) {
        return Map.of("id", id, "key", request.key().value());
    }

    @PostMapping("/test/orders/{id}/freeze")
    Map<String, Object> freeze(@PathVariable String id, RepeatableRequest request) {
        var key = request.key();
        return Map.of("id", id, "key", key == null ? "none" : key.value());
    }

    @GetMapping("/test/orders/{number}")
    Map<String, Object> find(@PathVariable int number, @RequestParam(defaultValue = "10") @Max(100) int limit) {
        return Map.of("number", number, "limit", limit);
    }

    @GetMapping("/test/required")
    String required(@RequestParam String cursor) {
        return cursor;
    }

    @GetMapping("/test/boom")
    Mono<String> boom() {
        return Mono.error(() -> new IllegalStateException("4111 1111 1111 1111 is not for the client"));
    }

    @GetMapping("/test/busy")
    Mono<String> busy() {
        return Mono.error(gateway.platform.journal.JournalProblem.OVERLOADED
                .because("Try again")
                .with("retryAfter", Duration.ofMillis(2_300)));
    }

    @GetMapping("/test/slow")
    Mono<Map<String, Object>> slow(@RequestParam long millis) {
        slowOnes.incrementAndGet();
        return Mono.delay(Duration.ofMillis(millis)).map(tick -> Map.of("done", true));
    }
}
