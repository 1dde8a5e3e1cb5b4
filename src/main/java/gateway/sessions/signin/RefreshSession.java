package gateway.sessions.signin;

import gateway.sessions.SessionProblem;
import gateway.sessions.revocations.RevocationFeed;
import gateway.sessions.signin.RefreshSteps.Outcome;
import gateway.sessions.tokens.RefreshTokens;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps a customer signed in: a refresh token for new tokens, each once. */
@Component
public class RefreshSession {

    private final RefreshTokens tokens;
    private final RefreshSteps steps;
    private final TokenIssue issue;
    private final RevocationFeed feed;

    RefreshSession(RefreshTokens tokens, RefreshSteps steps, TokenIssue issue, RevocationFeed feed) {
        this.tokens = tokens;
        this.steps = steps;
        this.issue = issue;
        this.feed = feed;
    }

    /**
     * Errors with REFRESH_INVALID, REFRESH_REUSED (and the session has ended) or SESSION_ENDED.
     *
     * @param key thumbprint of the key that proved itself with the request
     */
    public Mono<Tokens> refresh(String refreshToken, String key) {
        return Mono.justOrEmpty(tokens.read(refreshToken))
                .flatMap(presented -> steps.decide(presented, key))
                .switchIfEmpty(Mono.error(() -> SessionProblem.REFRESH_INVALID.because("Sign in again")))
                .flatMap(this::answer);
    }

    private Mono<Tokens> answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Renewed it -> issue.tokens(it.session(), it.epoch(), it.generation());
            case Outcome.Ended it ->
                feed.announce(List.of(it.revocation()))
                        .then(Mono.error(() -> SessionProblem.REFRESH_REUSED.because("Sign in again")));
            case Outcome.Refused it -> Mono.error(it.problem().because("Sign in again"));
        };
    }
}
