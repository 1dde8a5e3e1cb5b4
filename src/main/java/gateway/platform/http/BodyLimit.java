package gateway.platform.http;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.netty.channel.AbortedException;

/**
 * Refuses a body that is too large: at once when its length is announced, else as soon as it has ended. Until then what
 * is too much is thrown away, not cancelled, because a cancelled body closes the connection before the client hears
 * why. Whose body breaks off has hung up, which is no fault of ours.
 */
@Component
@Order(0)
final class BodyLimit implements WebFilter {

    /** Beyond this many bytes nobody is owed an explanation: the connection is cut. */
    private static final long PATIENCE = 16L * StrictJson.MAX_BODY;

    private static final int MEBIBYTE = 1024 * 1024;

    /** What a whole day comes in is a file; its length must be known, and its reader bounds the rest. */
    private static final Map<String, Integer> FILES = Map.of(
            "/admin/api/corebanking/statements", 16 * MEBIBYTE,
            "/admin/api/reconciliation/files", 64 * MEBIBYTE);

    /** Correspondents' messages are small, their statements of a day less so; larger ones come as files. */
    private static final String MESSAGES = "/correspondents/";

    /** A pack of rules keeps every version there was, so it only grows. */
    private static final String PACKS = "/admin/api/packs/";

    /** What a body may have at most whose length is announced. */
    private static int most(ServerHttpRequest request) {
        var path = MatchedPath.of(request);
        return path.startsWith(MESSAGES) || path.startsWith(PACKS)
                ? MEBIBYTE
                : FILES.getOrDefault(path, StrictJson.MAX_BODY);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        long announced = request.getHeaders().getContentLength();
        if (announced > most(request)) {
            return Mono.error(FrameworkFaults.tooLarge());
        }
        if (announced == 0 || neverHasABody(request)) {
            return chain.filter(exchange);
        }
        var read = announced > 0 ? new Received(request) : new Limited(request);
        return chain.filter(exchange.mutate().request(read).build());
    }

    private static boolean neverHasABody(ServerHttpRequest request) {
        return switch (request.getMethod().name()) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> false;
        };
    }

    /** A request whose client may be gone before all of it has come; a reset of those whom we ask is another matter. */
    private static class Received extends ServerHttpRequestDecorator {

        Received(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody().onErrorMap(IOException.class, AbortedException::new);
        }
    }

    /** One whose body's length is not known beforehand. */
    private static final class Limited extends Received {

        private final AtomicLong received = new AtomicLong();

        Limited(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody().handle(this::count).concatWith(Mono.defer(this::verdict));
        }

        private void count(DataBuffer buffer, SynchronousSink<DataBuffer> next) {
            long total = received.addAndGet(buffer.readableByteCount());
            if (total <= StrictJson.MAX_BODY) {
                next.next(buffer);
                return;
            }
            DataBufferUtils.release(buffer);
            if (total > PATIENCE) {
                next.error(FrameworkFaults.tooLarge());
            }
        }

        private Mono<DataBuffer> verdict() {
            return received.get() > StrictJson.MAX_BODY ? Mono.error(FrameworkFaults.tooLarge()) : Mono.empty();
        }
    }
}
