package gateway.sessions.signin;

import gateway.platform.http.Caller;
import gateway.sessions.Revocation.Scope;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.Revocations;
import gateway.sessions.SessionProblem;
import gateway.sessions.policy.PolicyInForce;
import gateway.shared.ids.SessionId;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows customers where they are signed in, and ends it where they want. */
@Component
public class EndSessions {

    private static final String REASON = "ended by the customer";

    private final SessionStore store;
    private final Revocations revocations;
    private final PolicyInForce policy;
    private final Clock clock;

    EndSessions(SessionStore store, Revocations revocations, PolicyInForce policy, Clock clock) {
        this.store = store;
        this.revocations = revocations;
        this.policy = policy;
        this.clock = clock;
    }

    /** A live session as its owner sees it. */
    public record Seen(
            SessionId id, String deviceName, boolean current, Instant signedInAt, Instant lastSeenAt, Instant endsAt) {}

    /** Newest first. */
    public Flux<Seen> list(Caller caller) {
        return live(caller).map(it -> seen(it, caller));
    }

    /** Errors with SESSION_NOT_FOUND, also for somebody else's. */
    public Mono<Void> end(Caller caller, SessionId id) {
        return live(caller)
                .filter(it -> it.session().id().equals(id))
                .next()
                .switchIfEmpty(Mono.error(() -> SessionProblem.SESSION_NOT_FOUND.because("There is no " + id)))
                .flatMap(it -> revoke(caller, it.session()));
    }

    /** All of them, also this one. */
    public Mono<Void> endAll(Caller caller) {
        var everything = new Subject(Scope.CUSTOMER, caller.customer().toString());
        return revocations
                .revoke(everything, REASON, caller.customer().toString())
                .then();
    }

    /** All but the one this request came by. */
    public Mono<Void> endOthers(Caller caller) {
        return live(caller)
                .map(SessionStore.Listed::session)
                .filter(it -> !it.id().equals(caller.session()))
                .collectList()
                .flatMapIterable(others -> others)
                .concatMap(it -> revoke(caller, it))
                .then();
    }

    private Flux<SessionStore.Listed> live(Caller caller) {
        return Flux.defer(() -> {
            var now = clock.instant();
            return store.live(
                    caller.customer(), now, now.minus(policy.sessions(now).idle()));
        });
    }

    private Mono<Void> revoke(Caller caller, Session session) {
        return revocations
                .revoke(session.subject(), REASON, caller.customer().toString())
                .then();
    }

    private static Seen seen(SessionStore.Listed it, Caller caller) {
        var session = it.session();
        return new Seen(
                session.id(),
                it.deviceName(),
                session.id().equals(caller.session()),
                session.authenticatedAt(),
                session.lastSeenAt(),
                session.endsAt());
    }
}
