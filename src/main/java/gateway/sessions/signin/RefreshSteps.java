package gateway.sessions.signin;

import gateway.sessions.Revocation;
import gateway.sessions.SessionProblem;
import gateway.sessions.policy.PolicyInForce;
import gateway.sessions.revocations.RevocationStore;
import gateway.sessions.signin.RefreshRule.Verdict;
import gateway.sessions.tokens.RefreshTokens.Presented;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The transaction: locks in the one order everybody keeps, judge, write. */
@Component
class RefreshSteps {

    private final SessionStore store;
    private final RevocationStore revocations;
    private final PolicyInForce policy;
    private final TransactionalOperator transaction;
    private final Clock clock;

    RefreshSteps(
            SessionStore store,
            RevocationStore revocations,
            PolicyInForce policy,
            TransactionalOperator transaction,
            Clock clock) {
        this.store = store;
        this.revocations = revocations;
        this.policy = policy;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What the transaction came to; it commits in every case. */
    sealed interface Outcome {

        record Renewed(Session session, long epoch, int generation) implements Outcome {}

        record Ended(Revocation revocation) implements Outcome {}

        record Refused(SessionProblem problem) implements Outcome {}
    }

    Mono<Outcome> decide(Presented presented, String key) {
        return store.find(presented.session())
                .flatMap(this::lock)
                .flatMap(session -> revocations
                        .effective(session.subjects())
                        .flatMap(revokedAt -> act(session, revokedAt, presented.generation(), key)))
                .as(transaction::transactional);
    }

    private Mono<Session> lock(Session seen) {
        var wider = seen.subjects().subList(0, seen.subjects().size() - 1);
        return Flux.fromIterable(wider)
                .concatMap(store::share)
                .then(store.hold(seen.subject()))
                .then(store.findLocked(seen.id()));
    }

    private Mono<Outcome> act(Session session, long revokedAt, int generation, String key) {
        var now = clock.instant();
        return switch (RefreshRule.judge(session, revokedAt, generation, key, now, policy.sessions(now))) {
            case Verdict.Rotate _ -> store.rotate(session, now).then(renewed(session, session.generation() + 1));
            case Verdict.Repeat _ -> renewed(session, session.generation());
            case Verdict.Reused _ -> end(session, now);
            case Verdict.No(var problem) -> Mono.just(new Outcome.Refused(problem));
        };
    }

    private Mono<Outcome> renewed(Session session, int generation) {
        return store.nextEpoch().map(epoch -> new Outcome.Renewed(session, epoch, generation));
    }

    private Mono<Outcome> end(Session session, Instant now) {
        return revocations
                .add(
                        session.subject(),
                        "refresh token used twice",
                        session.customer().toString(),
                        now)
                .map(Outcome.Ended::new);
    }
}
