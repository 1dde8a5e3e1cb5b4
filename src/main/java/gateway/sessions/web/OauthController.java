package gateway.sessions.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import gateway.platform.http.RequestProblem;
import gateway.sessions.Revocation.Scope;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.Revocations;
import gateway.sessions.SessionProblem;
import gateway.sessions.revocations.RevocationCheck;
import gateway.sessions.revocations.RevocationCheck.Stakes;
import gateway.sessions.tokens.AccessToken;
import gateway.sessions.tokens.AccessTokens;
import gateway.sessions.tokens.RefreshTokens;
import gateway.shared.problems.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What other servers of the bank may ask about tokens (RFC 7662) and do to them (RFC 7009). */
@RestController
class OauthController {

    private final ClientCredentials clients;
    private final AccessTokens access;
    private final RefreshTokens refresh;
    private final RevocationCheck check;
    private final Revocations revocations;

    OauthController(
            ClientCredentials clients,
            AccessTokens access,
            RefreshTokens refresh,
            RevocationCheck check,
            Revocations revocations) {
        this.clients = clients;
        this.access = access;
        this.refresh = refresh;
        this.check = check;
        this.revocations = revocations;
    }

    /** RFC 7662 section 2.2; a token that does not count says nothing but that. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Introspection(
            boolean active,
            @Nullable String sub,
            @Nullable @JsonProperty("client_id") String clientId,
            @Nullable @JsonProperty("token_type") String tokenType,
            @Nullable String jti,
            @Nullable String sid,
            @Nullable Long iat,
            @Nullable Long exp,
            @Nullable Map<String, String> cnf) {

        static final Introspection INACTIVE = new Introspection(false, null, null, null, null, null, null, null, null);

        static Introspection of(AccessToken token) {
            return new Introspection(
                    true,
                    token.caller().customer().toString(),
                    token.client(),
                    "DPoP",
                    token.id(),
                    token.caller().session().toString(),
                    token.issuedAt().getEpochSecond(),
                    token.expiresAt().getEpochSecond(),
                    Map.of("jkt", token.key()));
        }
    }

    /** Says whether a token counts at this moment (RFC 7662). */
    @PostMapping(path = "/oauth/introspect", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<Introspection>> introspect(ServerWebExchange exchange) {
        return clients.of(exchange.getRequest(), exchange.getResponse())
                .then(token(exchange))
                .flatMap(this::introspect)
                .map(it ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(it));
    }

    /** Ends a token (RFC 7009). Answers 200 also for a token that means nothing (RFC 7009 section 2.2). */
    @PostMapping(path = "/oauth/revoke", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<Void> revoke(ServerWebExchange exchange) {
        return clients.of(exchange.getRequest(), exchange.getResponse())
                .flatMap(client -> token(exchange).flatMap(token -> revoke(token, client)));
    }

    private Mono<Introspection> introspect(String token) {
        return access.verify(token)
                .flatMap(it -> check.check(it, Stakes.MONEY).thenReturn(Introspection.of(it)))
                .onErrorReturn(OauthController::isDead, Introspection.INACTIVE);
    }

    private Mono<Void> revoke(String token, String client) {
        var presented = refresh.read(token);
        if (presented.isPresent()) {
            var session = new Subject(Scope.SESSION, presented.get().session().toString());
            return revocations.revoke(session, "refresh token revoked", client).then();
        }
        return access.verify(token)
                .map(it -> new Subject(Scope.TOKEN, it.id()))
                .flatMap(it -> revocations.revoke(it, "access token revoked", client))
                .then()
                .onErrorComplete(OauthController::isDead);
    }

    static Mono<String> token(ServerWebExchange exchange) {
        return exchange.getFormData()
                .onErrorMap(IllegalArgumentException.class, _ -> unreadable())
                .map(form -> String.valueOf(form.getFirst("token")));
    }

    // Such as %zz; the framework takes it for a mistake of ours.
    private static ProblemException unreadable() {
        return RequestProblem.FIELD_INVALID.because("The form cannot be read").with("field", "token");
    }

    private static boolean isDead(Throwable fault) {
        return fault instanceof ProblemException problem && problem.type() != SessionProblem.REVOCATIONS_UNKNOWN;
    }
}
