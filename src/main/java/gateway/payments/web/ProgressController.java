package gateway.payments.web;

import gateway.payments.FollowPayment;
import gateway.payments.FollowPayment.Following;
import gateway.payments.FollowPayment.Move;
import gateway.payments.PaymentProblem;
import gateway.platform.http.Caller;
import gateway.shared.ids.PaymentId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How a payment gets on, as a stream of server-sent events. */
@RestController
class ProgressController {

    private static final String SEEN = "Last-Event-ID";

    private final FollowPayment follow;

    ProgressController(FollowPayment follow) {
        this.follow = follow;
    }

    /**
     * Follows a payment. Events named `payment`, each with the whole payment and its version as the event's id;
     * comments in between when nothing happens. The stream ends with the final state. A client that comes back names
     * the last id it saw in `Last-Event-ID` and is told only what is newer; 204 when there is nothing more to come.
     */
    @GetMapping(path = "/v1/payments/{id}/progress", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<String>>>> follow(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable Integer seen) {
        var payment =
                PaymentId.parse(id).orElseThrow(() -> PaymentProblem.PAYMENT_NOT_FOUND.because("No such payment"));
        return follow.follow(caller.customer(), payment, seen == null ? 0 : seen)
                .map(ProgressController::answer);
    }

    private static ResponseEntity<Flux<ServerSentEvent<String>>> answer(Following following) {
        return following.over()
                ? ResponseEntity.noContent()
                        .cacheControl(CacheControl.noStore())
                        .build()
                : ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(withHeartbeats(following.moves().map(ProgressController::event), following.heartbeat()));
    }

    // As signals, so that the end of the moves ends the heartbeats too.
    private static Flux<ServerSentEvent<String>> withHeartbeats(Flux<ServerSentEvent<String>> moves, Duration every) {
        var beats = Flux.interval(every).onBackpressureDrop().map(_ -> heartbeat());
        return Flux.merge(moves.materialize(), beats.materialize()).dematerialize();
    }

    private static ServerSentEvent<String> event(Move move) {
        return ServerSentEvent.builder(new String(move.json(), StandardCharsets.UTF_8))
                .id(String.valueOf(move.version()))
                .event("payment")
                .build();
    }

    private static ServerSentEvent<String> heartbeat() {
        return ServerSentEvent.<String>builder().comment("still here").build();
    }
}
