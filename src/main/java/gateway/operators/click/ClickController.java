package gateway.operators.click;

import gateway.operators.wire.OperatorDoor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where Click calls. */
@RestController
class ClickController {

    private final OperatorDoor door;
    private final ClickProtocol click;

    ClickController(OperatorDoor door, ClickProtocol click) {
        this.door = door;
        this.click = click;
    }

    /** Takes both actions of Click's SHOP-API: a form signed with MD5, answered in JSON. */
    @PostMapping(ClickProtocol.PATH)
    Mono<ResponseEntity<byte[]>> call(ServerWebExchange exchange) {
        return door.serve(exchange, click);
    }

    /** Takes Click's Prepare alone. */
    @PostMapping(ClickProtocol.PATH + "/" + ClickProtocol.PREPARE)
    Mono<ResponseEntity<byte[]>> prepare(ServerWebExchange exchange) {
        return door.serve(exchange, click);
    }

    /** Takes Click's Complete alone. */
    @PostMapping(ClickProtocol.PATH + "/" + ClickProtocol.COMPLETE)
    Mono<ResponseEntity<byte[]>> complete(ServerWebExchange exchange) {
        return door.serve(exchange, click);
    }
}
