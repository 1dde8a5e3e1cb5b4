package gateway.operators.wire;

import gateway.operators.Operator;
import gateway.platform.http.MatchedPath;
import gateway.platform.journal.JournalProblem;
import gateway.shared.problems.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
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

/**
 * Lets operators in, each from its own networks only and into places of its own. They hear everything in their own
 * words, also what filters and the framework would say in ours.
 */
@Component
@Order(OperatorEdge.BEFORE_ALL_THAT_REFUSES)
final class OperatorEdge implements WebFilter {

    /** Behind what traces and measures, before what refuses: that is put in the operator's words too. */
    static final int BEFORE_ALL_THAT_REFUSES = Ordered.HIGHEST_PRECEDENCE + 2;

    private static final Logger log = LoggerFactory.getLogger(OperatorEdge.class);
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;

    private final List<OperatorProtocol> protocols;
    private final OperatorMeters meters;
    private final Map<Operator, Places> places;

    OperatorEdge(List<OperatorProtocol> protocols, OperatorMeters meters, WireSettings settings) {
        this.protocols = protocols;
        this.meters = meters;
        this.places = protocols.stream()
                .map(OperatorProtocol::operator)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), _ -> places(settings)));
        places.keySet().forEach(meters::announce);
    }

    private static Places places(WireSettings settings) {
        return new Places(settings.atOnce(), settings.line(), settings.patience());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = MatchedPath.of(exchange.getRequest());
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
        if (!protocol.entrance().sources().allow(exchange.getRequest().getRemoteAddress())) {
            return foreign(protocol, exchange);
        }
        // A failure is no success here: what is written is the operator's own word for it.
        return Objects.requireNonNull(places.get(protocol.operator()))
                .within(chain.filter(exchange))
                .onErrorResume(error -> failed(protocol, exchange.getResponse(), error));
    }

    private Mono<Void> foreign(OperatorProtocol protocol, ServerWebExchange exchange) {
        meters.turnedAway(protocol.operator(), "source");
        log.atWarn()
                .addKeyValue("operator", protocol.operator().name())
                .addKeyValue("from", String.valueOf(exchange.getRequest().getRemoteAddress()))
                .log("Somebody called as an operator from a network that is not its own");
        return write(exchange.getResponse(), protocol, Fault.FOREIGN_SOURCE);
    }

    private Mono<Void> failed(OperatorProtocol protocol, ServerHttpResponse response, Throwable error) {
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        var fault = fault(error);
        // Many at once are expected, and a line in the log for each would cost more than the answer.
        if (isCrowd(error)) {
            meters.turnedAway(protocol.operator(), OperatorMeters.CROWDED);
        } else if (fault == Fault.BROKEN || fault == Fault.UNAVAILABLE) {
            meters.fault(protocol.operator());
            log.atError()
                    .addKeyValue("operator", protocol.operator().name())
                    .setCause(error)
                    .log("A call of an operator failed on our side");
        }
        return write(response, protocol, fault);
    }

    private static boolean isCrowd(Throwable error) {
        return error instanceof Places.Crowded
                || (error instanceof ProblemException it && it.type() == JournalProblem.OVERLOADED);
    }

    static Fault fault(Throwable error) {
        return switch (error) {
            case Places.Crowded _ -> Fault.UNAVAILABLE;
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
