package gateway.operators.uzum;

import gateway.operators.wire.OperatorDoor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where Uzum Bank calls. */
@RestController
class UzumController {

    private static final String AT = UzumProtocol.PATH + "/";

    private final OperatorDoor door;
    private final UzumProtocol uzum;

    UzumController(OperatorDoor door, UzumProtocol uzum) {
        this.door = door;
        this.uzum = uzum;
    }

    /** Tells Uzum whether an account can be paid for. */
    @PostMapping(AT + UzumReader.CHECK)
    Mono<ResponseEntity<byte[]>> check(ServerWebExchange exchange) {
        return door.serve(exchange, uzum);
    }

    /** Takes a new transaction of Uzum's. */
    @PostMapping(AT + UzumReader.CREATE)
    Mono<ResponseEntity<byte[]>> create(ServerWebExchange exchange) {
        return door.serve(exchange, uzum);
    }

    /** Takes Uzum's word that a transaction is paid. */
    @PostMapping(AT + UzumReader.CONFIRM)
    Mono<ResponseEntity<byte[]>> confirm(ServerWebExchange exchange) {
        return door.serve(exchange, uzum);
    }

    /** Gives a transaction of Uzum's back. */
    @PostMapping(AT + UzumReader.REVERSE)
    Mono<ResponseEntity<byte[]>> reverse(ServerWebExchange exchange) {
        return door.serve(exchange, uzum);
    }

    /** Tells Uzum how a transaction stands. */
    @PostMapping(AT + UzumReader.STATUS)
    Mono<ResponseEntity<byte[]>> status(ServerWebExchange exchange) {
        return door.serve(exchange, uzum);
    }
}
