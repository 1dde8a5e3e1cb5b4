package gateway.platform.http;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Counts what comes as far as the framework. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FrameworkFilter implements WebFilter {

    final AtomicInteger came = new AtomicInteger();

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        came.incrementAndGet();
        return chain.filter(exchange);
    }
}
