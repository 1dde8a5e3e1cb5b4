package gateway.platform.http;

import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses by throwing, as a filter with a bug or an opinion does. */
@Component
final class RefusingFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getHeaders().containsHeader("x-refuse")) {
            throw RequestProblem.REQUEST_IN_PROGRESS.because("Refused by a filter");
        }
        return chain.filter(exchange);
    }
}
