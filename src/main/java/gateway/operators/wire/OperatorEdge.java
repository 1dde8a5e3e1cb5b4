package gateway.operators.wire;

import gateway.shared.problems.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Operators hear everything in their own words, also what filters and the framework would say in ours. */
@Component
@Order(OperatorEdge.BEFORE_BODIES_ARE_READ)
final class OperatorEdge implements WebFilter {

    /** Behind the access filter, before the limit of bodies, whose refusal is put in the operator's words too. */
    static final int BEFORE_BODIES_ARE_READ = -50;

    private static final Logger log = LoggerFactory.getLogger(OperatorEdge.class);
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;

    private final List<OperatorProtocol> protocols;
    private final OperatorMeters meters;

    OperatorEdge(List<OperatorProtocol> protocols, OperatorMeters meters) {
        this.protocols = protocols;
        this.meters = meters;
        protocols.stream().map(OperatorProtocol::operator).distinct().forEach(meters::announce);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath().value();
        return asked(path).map(protocol -> guarded(protocol, exchange, chain)).orElseGet(() -> chain.filter(exchange));
    }

    private Optional<OperatorProtocol> asked(String path) {
        return protocols.stream()
                .filter(it -> path.equals(it.path()) || path.startsWith(it.path() + "/"))
                .findFirst();
    }

    private Mono<Void> guarded(OperatorProtocol protocol, ServerWebExchange exchange, WebFilterChain chain) {
        if (!HttpMethod.POST.equals(exchange.getRequest().getMethod())) {
            return write(exchange.getResponse(), protocol, Fault.NOT_POST);
        }
        // A failure is no success here: what is written is the operator's own word for it.
        return chain.filter(exchange).onErrorResume(error -> failed(protocol, exchange.getResponse(), error));
    }

    private Mono<Void> failed(OperatorProtocol protocol, ServerHttpResponse response, Throwable error) {
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        var fault = fault(error);
        if (fault == Fault.BROKEN || fault == Fault.UNAVAILABLE) {
            meters.fault(protocol.operator());
            log.atError()
                    .addKeyValue("operator", protocol.operator().name())
                    .setCause(error)
                    .log("A call of an operator failed on our side");
        }
        return write(response, protocol, fault);
    }

    static Fault fault(Throwable error) {
        return switch (error) {
            case TimeoutException _ -> Fault.UNAVAILABLE;
            case DataBufferLimitException _ -> Fault.TOO_LARGE;
            case ProblemException it -> byStatus(it.type().status());
            case ResponseStatusException it -> byStatus(it.getStatusCode().value());
            default -> Fault.BROKEN;
        };
    }

    private static Fault byStatus(int status) {
        return switch (status) {
            case NOT_FOUND -> Fault.NO_SUCH_PATH;
            case TOO_LARGE -> Fault.TOO_LARGE;
            case UNAVAILABLE -> Fault.UNAVAILABLE;
            default -> Fault.BROKEN;
        };
    }

    private Mono<Void> write(ServerHttpResponse response, OperatorProtocol protocol, Fault fault) {
        var reply = protocol.refuse(fault);
        meters.answered(protocol.operator(), reply, 0);
        response.setStatusCode(HttpStatusCode.valueOf(reply.status()));
        response.getHeaders().setContentType(MediaType.parseMediaType(reply.contentType()));
        response.getHeaders().setContentLength(reply.body().length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(reply.body())));
    }
}
