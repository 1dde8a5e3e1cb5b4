package gateway.payments.web;

import gateway.payments.CheckPayment;
import gateway.payments.Payments.Order;
import gateway.payments.Payments.Origin;
import gateway.platform.http.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a payment would meet, over HTTP. */
@RestController
@RequestMapping(path = "/v1/limits", produces = MediaType.APPLICATION_JSON_VALUE)
class CheckController {

    private final CheckPayment check;
    private final PartyReader parties;

    CheckController(CheckPayment check, PartyReader parties) {
        this.check = check;
        this.parties = parties;
    }

    /**
     * Tells what a payment would cost now and which limits it would meet, without making it: for the page on which the
     * customer confirms. Changes nothing, so it needs no key. Neither the balance nor the bank's other checks are
     * asked.
     */
    @PostMapping("/check")
    Mono<ResponseEntity<CheckView>> check(Caller caller, @RequestBody Mono<CheckRequest> request) {
        return request.flatMap(it -> order(caller, it))
                .flatMap(check::check)
                .map(outlook ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(CheckView.of(outlook)));
    }

    private Mono<Order> order(Caller caller, CheckRequest request) {
        var amount = AmountReader.read(request.amount());
        return Mono.zip(
                parties.source(caller, request.source()),
                parties.destination(caller, request.destination()),
                (source, destination) -> new Order(
                        caller.customer(), "", new byte[0], amount, source, destination, Origin.of(caller.device())));
    }
}
