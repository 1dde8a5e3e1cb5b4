package gateway.sessions.web;

import gateway.platform.http.Caller;
import gateway.platform.http.MatchedPath;
import gateway.platform.http.Staff;
import gateway.sessions.SessionProblem;
import gateway.sessions.revocations.RevocationCheck;
import gateway.sessions.tokens.AccessToken;
import gateway.sessions.tokens.AccessTokens;
import gateway.shared.problems.ProblemException;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Nobody gets past without the credentials the path asks for; see {@link AccessRules}. */
@Component
@Order(AccessFilter.ORDER)
class AccessFilter implements WebFilter {

    /** After tracing and metering, before everything that reads a body. */
    static final int ORDER = -100;

    private static final String DPOP = "DPoP ";
    private static final String BEARER = "Bearer ";

    private final AccessTokens tokens;
    private final RequestProof proofs;
    private final RevocationCheck revocations;
    private final ApplicationContext application;
    private final StaffTokens staff;

    AccessFilter(
            AccessTokens tokens,
            RequestProof proofs,
            RevocationCheck revocations,
            ApplicationContext application,
            StaffTokens staff) {
        this.tokens = tokens;
        this.proofs = proofs;
        this.revocations = revocations;
        this.application = application;
        this.staff = staff;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        // The management port has a context of its own and is not reachable from outside.
        if (!application.equals(exchange.getApplicationContext())) {
            return chain.filter(exchange);
        }
        return switch (AccessRules.audience(MatchedPath.of(exchange.getRequest()))) {
            case ANYBODY -> chain.filter(exchange);
            case STAFF -> Mono.defer(() -> staff(exchange, chain));
            case CUSTOMER -> customer(exchange, chain);
        };
    }

    private Mono<Void> customer(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> checked(exchange.getRequest()))
                .onErrorMap(ProblemException.class, problem -> Challenge.on(exchange.getResponse(), problem))
                .flatMap(token -> proceed(token, exchange, chain));
    }

    private static Mono<Void> proceed(AccessToken token, ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getAttributes().put(Caller.ATTRIBUTE, token.caller());
        return chain.filter(exchange);
    }

    private Mono<AccessToken> checked(ServerHttpRequest request) {
        return tokens.verify(credentials(request, DPOP)).flatMap(token -> checked(token, request));
    }

    private Mono<AccessToken> checked(AccessToken token, ServerHttpRequest request) {
        var proof = proofs.read(request, token.hash());
        if (!proof.key().equals(token.key())) {
            throw SessionProblem.PROOF_INVALID.because("The token is bound to another key");
        }
        return revocations
                .check(token, AccessRules.stakes(request.getMethod(), MatchedPath.of(request)))
                .then(proofs.use(proof))
                .thenReturn(token);
    }

    private Mono<Void> staff(ServerWebExchange exchange, WebFilterChain chain) {
        var member = staff.holderOf(credentials(exchange.getRequest(), BEARER))
                .orElseThrow(() -> SessionProblem.STAFF_ONLY.because("Use the token of a member of the bank's staff"));
        exchange.getAttributes().put(Staff.ATTRIBUTE, member);
        return chain.filter(exchange);
    }

    private static String credentials(ServerHttpRequest request, String scheme) {
        List<String> headers = request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (headers.isEmpty()) {
            throw SessionProblem.TOKEN_MISSING.because("Send 'Authorization: " + scheme + "<token>'");
        }
        var only = headers.getFirst();
        if (headers.size() > 1 || !only.regionMatches(true, 0, scheme, 0, scheme.length())) {
            throw SessionProblem.TOKEN_INVALID.because("Send one 'Authorization: " + scheme + "<token>'");
        }
        return only.substring(scheme.length());
    }
}
