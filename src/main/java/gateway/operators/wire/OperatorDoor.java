package gateway.operators.wire;

import gateway.platform.http.MatchedPath;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Reads an operator's call and has it answered: bounded in size and time, and measured. */
@Component
public final class OperatorDoor {

    private static final int LARGEST = 64 * 1024;
    private static final byte[] NOTHING = {};

    private final WireSettings settings;
    private final OperatorMeters meters;

    OperatorDoor(WireSettings settings, OperatorMeters meters) {
        this.settings = settings;
        this.meters = meters;
    }

    /** Errors only with what {@link OperatorEdge} puts in the operator's words. */
    public Mono<ResponseEntity<byte[]>> serve(ServerWebExchange exchange, OperatorProtocol protocol) {
        return Mono.defer(() -> {
            long begun = meters.now();
            return reply(exchange.getRequest(), protocol)
                    .doOnNext(reply -> meters.answered(protocol.operator(), reply, meters.now() - begun))
                    .map(OperatorDoor::entity);
        });
    }

    private Mono<Reply> reply(ServerHttpRequest request, OperatorProtocol protocol) {
        return DataBufferUtils.join(request.getBody(), LARGEST)
                .map(OperatorDoor::drain)
                .defaultIfEmpty(NOTHING)
                .map(body -> new Call(step(request, protocol), authorization(request), body))
                .flatMap(protocol::answer)
                .timeout(settings.deadline());
    }

    private static String step(ServerHttpRequest request, OperatorProtocol protocol) {
        var path = MatchedPath.of(request);
        return path.length() > protocol.path().length()
                ? path.substring(protocol.path().length() + 1)
                : "";
    }

    private static @org.jspecify.annotations.Nullable String authorization(ServerHttpRequest request) {
        var all = request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        return all.size() == 1 ? all.getFirst() : null;
    }

    static ResponseEntity<byte[]> entity(Reply reply) {
        var builder = ResponseEntity.status(reply.status()).contentType(MediaType.parseMediaType(reply.contentType()));
        return builder.body(reply.body());
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
