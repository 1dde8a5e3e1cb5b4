package gateway.payments.web;

import gateway.payments.Answer;
import gateway.payments.DecidePayment;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.PaymentProblem;
import gateway.payments.PaymentStore.Filter;
import gateway.payments.PaymentView;
import gateway.payments.Payments;
import gateway.payments.Payments.Order;
import gateway.payments.Payments.Shown;
import gateway.payments.web.PaymentRequest.PaymentCodeRequest;
import gateway.payments.web.PaymentRequest.RefundRequest;
import gateway.platform.http.Caller;
import gateway.platform.http.KeyedRequest;
import gateway.platform.http.RepeatableRequest;
import gateway.platform.http.RequestProblem;
import gateway.sessions.NewDevices;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RefundId;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Translates HTTP to {@link Payments} and back; decides nothing. */
@RestController
@RequestMapping(path = "/v1/payments", produces = MediaType.APPLICATION_JSON_VALUE)
class PaymentController {

    private static final int PAGE_MAX = 100;

    private final Payments payments;
    private final DecidePayment decide;
    private final PartyReader parties;
    private final NewDevices devices;
    private final Clock clock;

    PaymentController(Payments payments, DecidePayment decide, PartyReader parties, NewDevices devices, Clock clock) {
        this.payments = payments;
        this.decide = decide;
        this.parties = parties;
        this.devices = devices;
        this.clock = clock;
    }

    /**
     * Pays from a card, the wallet or an operator's account of the customer to a merchant, a wallet or a card. Answers
     * once the payment is final, waits for a code or for the customer to pay a bill, or has an unknown outcome that is
     * being looked after.
     */
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
                        sides.destination(),
                        PaymentRequest.origin(caller.device(), body.device()),
                        AmountReader.fee(body.agreedFee(), amount.asset())))
                .flatMap(payments::make)
                .map(PaymentController::entity);
    }

    /**
     * Confirms a payment that waits for the code. A code is good once: a repeat needs the key of the first request to
     * hear what became of it.
     */
    @PostMapping("/{id}/confirm")
    Mono<byte[]> confirm(Caller caller, @PathVariable String id, KeyedRequest<PaymentCodeRequest> request) {
        return decide.confirm(
                caller, request.named(), payment(id), request.body().code());
    }

    /**
     * Calls a payment off that waits for the code, or for the customer to pay a bill. The bill itself cannot be taken
     * back: the payment is `withdrawing` until it can no longer be paid, and gives back what is paid all the same.
     * Cancelling a cancelled payment changes nothing.
     */
    @PostMapping("/{id}/cancel")
    Mono<byte[]> cancel(Caller caller, @PathVariable String id, RepeatableRequest request) {
        return decide.cancel(caller, request, payment(id));
    }

    /**
     * Gives a completed payment back, in full or in part. What another person's wallet got is theirs to send back. What
     * came through Payme, Click or Uzum Bank goes back as a whole only.
     */
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

    /**
     * Shows one payment. Comes with an `ETag`; sent back in `If-None-Match` it is answered 304 as long as the payment
     * has not moved.
     */
    @GetMapping("/{id}")
    Mono<ResponseEntity<byte[]>> show(Caller caller, @PathVariable String id) {
        return payments.show(caller.customer(), payment(id)).map(PaymentController::revalidated);
    }

    /** Lists the refunds of a payment. */
    @GetMapping("/{id}/refunds")
    Mono<ResponseEntity<byte[]>> refunds(Caller caller, @PathVariable String id) {
        return payments.refunds(caller.customer(), payment(id)).map(PaymentController::unstored);
    }

    /** Shows one refund. */
    @GetMapping("/{id}/refunds/{refund}")
    Mono<ResponseEntity<byte[]>> showRefund(Caller caller, @PathVariable String id, @PathVariable String refund) {
        payment(id);
        return payments.show(
                        caller.customer(),
                        RefundId.parse(refund)
                                .orElseThrow(() -> PaymentProblem.REFUND_NOT_FOUND.because("No such refund")))
                .map(PaymentController::unstored);
    }

    /**
     * Lists the payments of the customer, newest first. A new device may be shown those alone that were made since the
     * customer signed in on it.
     */
    @GetMapping
    Mono<ResponseEntity<byte[]>> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") int limit) {
        return payments.list(new Filter(
                        caller.customer(),
                        known(status),
                        after == null ? null : payment(after),
                        devices.sees(caller.device(), clock.instant()),
                        Math.clamp(limit, 1, PAGE_MAX)))
                .map(PaymentController::unstored);
    }

    private static @Nullable String known(@Nullable String status) {
        if (status != null && !PaymentView.STATUSES.contains(status)) {
            throw RequestProblem.FIELD_INVALID
                    .because("status: not one that a payment can have")
                    .with("field", "status");
        }
        return status;
    }

    // Weak: another release may write the same payment with other bytes. The client's own cache may keep it, and has to
    // ask before it shows it.
    private static ResponseEntity<byte[]> revalidated(Shown shown) {
        return ResponseEntity.ok()
                .eTag("W/\"" + shown.version() + "\"")
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(shown.body());
    }

    private static ResponseEntity<byte[]> unstored(byte[] body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
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
