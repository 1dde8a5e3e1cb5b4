package gateway.sessions.signin;

import gateway.sessions.Revocation;
import gateway.sessions.Revocation.Scope;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.revocations.RevocationFeed;
import gateway.sessions.revocations.RevocationStore;
import gateway.shared.ids.CustomerId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Opens a session, and ends the oldest when there are too many. */
@Component
class OpenSession {

    private final SessionStore store;
    private final RevocationStore revocations;
    private final RevocationFeed feed;
    private final TokenIssue issue;
    private final SessionSettings limits;
    private final TransactionalOperator transaction;
    private final Clock clock;

    OpenSession(
            SessionStore store,
            RevocationStore revocations,
            RevocationFeed feed,
            TokenIssue issue,
            SessionSettings limits,
            TransactionalOperator transaction,
            Clock clock) {
        this.store = store;
        this.revocations = revocations;
        this.feed = feed;
        this.issue = issue;
        this.limits = limits;
        this.transaction = transaction;
        this.clock = clock;
    }

    Mono<Tokens> open(CustomerId customer, String key, String deviceName) {
        return Mono.defer(() -> record(customer, key, deviceName, clock.instant()))
                .as(transaction::transactional)
                .flatMap(opened -> feed.announce(opened.ended()).then(issue.first(opened.session())));
    }

    private Mono<Opened> record(CustomerId customer, String key, String deviceName, Instant now) {
        // Held, not shared: two sign-ins at once would each see room for one more session.
        return store.share(Subject.EVERYBODY)
                .then(store.share(new Subject(Scope.CLIENT, limits.client())))
                .then(store.hold(new Subject(Scope.CUSTOMER, customer.toString())))
                .then(makeRoom(customer, now))
                .zipWhen(_ -> openOn(customer, key, deviceName, now), (ended, session) -> new Opened(session, ended));
    }

    private Mono<Session> openOn(CustomerId customer, String key, String deviceName, Instant now) {
        return store.know(customer, key, deviceName, now)
                .flatMap(device -> store.share(new Subject(Scope.DEVICE, device.toString()))
                        .then(store.open(customer, device, limits.client(), key, now, now.plus(limits.absolute()))));
    }

    private Mono<List<Revocation>> makeRoom(CustomerId customer, Instant now) {
        return store.live(customer, now, now.minus(limits.idle()))
                .skip(limits.perCustomer() - 1L)
                .collectList()
                .flatMapIterable(surplus -> surplus)
                .concatMap(listed ->
                        revocations.add(listed.session().subject(), "too many sessions", customer.toString(), now))
                .collectList();
    }

    /** A new session, and which had to go. */
    private record Opened(Session session, List<Revocation> ended) {}
}
