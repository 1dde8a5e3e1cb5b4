package gateway.payments.web;

import gateway.payments.Answer;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.PaymentProblem;
import gateway.payments.PaymentStore.Filter;
import gateway.payments.Payments;
import gateway.payments.Payments.Order;
import gateway.payments.web.PaymentRequest.ConfirmRequest;
import gateway.payments.web.PaymentRequest.RefundRequest;
import gateway.platform.http.Caller;
import gateway.platform.http.KeyedRequest;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RefundId;
import jakarta.validation.Valid;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Translates HTTP to {@link Payments} and back; decides nothing. */
@RestController
@RequestMapping(path = "/v1/payments", produces = MediaType.APPLICATION_JSON_VALUE)
class PaymentController {

    private static final int PAGE_MAX = 100;

    private final Payments payments;
    private final PartyReader parties;

    PaymentController(Payments payments, PartyReader parties) {
        this.payments = payments;
        this.parties = parties;
    }

    @PostMapping
    Mono<ResponseEntity<byte[]>> make(Caller caller, KeyedRequest<PaymentRequest> request) {
        var body = request.body();
        var amount = AmountReader.read(body.amount());
        var source = parties.source(caller, body.source());
        var destination = parties.destination(caller, body.destination());
        return Mono.zip(source, destination, Sides::new)
                .map(sides -> new Order(
                        caller.customer(),
                        request.key().value(),
                        request.fingerprint().bytes(),
                        amount,
                        sides.source(),
                        sides.destination()))
                .flatMap(payments::make)
                .map(PaymentController::entity);
    }

    @PostMapping("/{id}/confirm")
    Mono<byte[]> confirm(Caller caller, @PathVariable String id, @Valid @RequestBody ConfirmRequest request) {
        return payments.confirm(caller.customer(), payment(id), request.code());
    }

    @PostMapping("/{id}/cancel")
    Mono<byte[]> cancel(Caller caller, @PathVariable String id) {
        return payments.cancel(caller.customer(), payment(id));
    }

    @PostMapping("/{id}/refunds")
    Mono<ResponseEntity<byte[]>> refund(Caller caller, @PathVariable String id, KeyedRequest<RefundRequest> request) {
        var amount = request.body().amount();
        return payments.refund(
                        caller.customer(),
                        payment(id),
                        request.key().value(),
                        request.fingerprint().bytes(),
                        amount == null ? null : AmountReader.read(amount))
                .map(PaymentController::entity);
    }

    @GetMapping("/{id}")
    Mono<byte[]> show(Caller caller, @PathVariable String id) {
        return payments.show(caller.customer(), payment(id));
    }

    @GetMapping("/{id}/refunds")
    Mono<byte[]> refunds(Caller caller, @PathVariable String id) {
        return payments.refunds(caller.customer(), payment(id));
    }

    @GetMapping("/{id}/refunds/{refund}")
    Mono<byte[]> refund(Caller caller, @PathVariable String id, @PathVariable String refund) {
        payment(id);
        return payments.show(
                caller.customer(),
                RefundId.parse(refund).orElseThrow(() -> PaymentProblem.REFUND_NOT_FOUND.because("No such refund")));
    }

    @GetMapping
    Mono<byte[]> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") int limit) {
        return payments.list(new Filter(
                caller.customer(), status, after == null ? null : payment(after), Math.clamp(limit, 1, PAGE_MAX)));
    }

    @GetMapping(path = "/{id}/progress", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> progress(Caller caller, @PathVariable String id) {
        return payments.follow(caller.customer(), payment(id))
                .map(json -> ServerSentEvent.builder(new String(json, StandardCharsets.UTF_8))
                        .event("payment")
                        .build());
    }

    private static PaymentId payment(String id) {
        return PaymentId.parse(id).orElseThrow(() -> PaymentProblem.PAYMENT_NOT_FOUND.because("No such payment"));
    }

    private static ResponseEntity<byte[]> entity(Answer answer) {
        return ResponseEntity.status(answer.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer.body());
    }

    private record Sides(Source source, Destination destination) {}
}
