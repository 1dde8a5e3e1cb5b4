package sandbox.chaos.operators;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Reads where a call wants to stand, holds its answer there, and tells who stands. */
final class StandingDoor implements WebFilter, Ordered {

    /** GET: the names of all calls that stand, one a line. */
    static final String PATH = "/sandbox/standing";

    private final Set<String> standing = Standing.nobody();

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getPath().value().equals(PATH)) {
            return tell(exchange.getResponse());
        }
        var header = exchange.getRequest().getHeaders().getFirst(Standing.HEADER);
        return header == null ? chain.filter(exchange) : hold(Standing.read(header, standing), exchange, chain);
    }

    private static Mono<Void> hold(Standing stand, ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> stand.at(KillPoint.BEFORE_ANSWER));
        return chain.filter(exchange).then(stand.at(KillPoint.AFTER_ANSWER)).contextWrite(stand::into);
    }

    private Mono<Void> tell(ServerHttpResponse response) {
        return response.writeWith(Mono.fromSupplier(
                () -> response.bufferFactory().wrap(String.join("\n", standing).getBytes(StandardCharsets.UTF_8))));
    }
}
