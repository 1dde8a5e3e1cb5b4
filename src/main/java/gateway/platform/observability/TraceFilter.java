package gateway.platform.observability;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Gives every request its trace, before anything else can fail, and tells the client. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TraceFilter implements WebFilter {

    /** Ids need to be different, not secret; a shared secure generator would be a queue of its own. */
    private final ThreadLocal<SplittableRandom> random;

    TraceFilter(RandomGenerator random) {
        this.random = ThreadLocal.withInitial(() -> new SplittableRandom(random.nextLong()));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var trace = Trace.continuing(exchange.getRequest().getHeaders().getFirst(Trace.HEADER), random.get());
        exchange.getAttributes().put(Trace.key(), trace);
        exchange.getResponse().getHeaders().set(Trace.HEADER, trace.header());
        return chain.filter(exchange).contextWrite(context -> context.put(Trace.key(), trace));
    }
}
