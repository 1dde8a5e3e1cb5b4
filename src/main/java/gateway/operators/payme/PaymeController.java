package gateway.operators.payme;

import gateway.operators.wire.OperatorDoor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where Payme calls. */
@RestController
class PaymeController {

    private final OperatorDoor door;
    private final PaymeProtocol payme;

    PaymeController(OperatorDoor door, PaymeProtocol payme) {
        this.door = door;
        this.payme = payme;
    }

    /** Takes a call of Payme's Merchant API, JSON-RPC 2.0 with Basic authentication. Every answer is 200. */
    @PostMapping(PaymeProtocol.PATH)
    Mono<ResponseEntity<byte[]>> call(ServerWebExchange exchange) {
        return door.serve(exchange, payme);
    }
}
