package gateway.operators.paynet;

import gateway.operators.wire.OperatorDoor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where Paynet calls. */
@RestController
class PaynetController {

    private final OperatorDoor door;
    private final PaynetProtocol paynet;
    private final PaynetSoapProtocol soap;

    PaynetController(OperatorDoor door, PaynetProtocol paynet, PaynetSoapProtocol soap) {
        this.door = door;
        this.paynet = paynet;
        this.soap = soap;
    }

    /** Takes a call of Paynet, JSON-RPC 2.0 with Basic authentication. Strangers hear 401, Paynet 200. */
    @PostMapping(PaynetProtocol.PATH)
    Mono<ResponseEntity<byte[]>> call(ServerWebExchange exchange) {
        return door.serve(exchange, paynet);
    }

    /** Takes a call of Paynet's older SOAP service; name and password stand in the call. */
    @PostMapping(PaynetSoapProtocol.PATH)
    Mono<ResponseEntity<byte[]>> callBySoap(ServerWebExchange exchange) {
        return door.serve(exchange, soap);
    }
}
