package gateway.sessions.signin;

import gateway.sessions.tokens.AccessTokens;
import gateway.sessions.tokens.RefreshTokens;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes the tokens of a session once its transaction is through. */
@Component
class TokenIssue {

    private final AccessTokens access;
    private final RefreshTokens refresh;

    TokenIssue(AccessTokens access, RefreshTokens refresh) {
        this.access = access;
        this.refresh = refresh;
    }

    Mono<Tokens> first(Session session) {
        return tokens(session, session.epoch(), session.generation());
    }

    /** @param epoch taken in the transaction that allowed the token */
    Mono<Tokens> tokens(Session session, long epoch, int generation) {
        return access.issue(session.grant(epoch))
                .map(text -> new Tokens(text, refresh.of(session.id(), generation), session.id(), session.customer()));
    }
}
