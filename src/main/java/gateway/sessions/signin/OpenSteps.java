package gateway.sessions.signin;

import gateway.sessions.Revocation;
import gateway.sessions.Revocation.Scope;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.policy.PolicyInForce;
import gateway.sessions.policy.SessionLives;
import gateway.sessions.revocations.RevocationStore;
import gateway.shared.ids.CustomerId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The transaction of a sign-in: locks in the one order everybody keeps, room, device, session. */
@Component
class OpenSteps {

    private final SessionStore store;
    private final KnowDevice devices;
    private final RevocationStore revocations;
    private final PolicyInForce policy;
    private final SessionSettings settings;
    private final TransactionalOperator transaction;
    private final Clock clock;

    OpenSteps(
            SessionStore store,
            KnowDevice devices,
            RevocationStore revocations,
            PolicyInForce policy,
            SessionSettings settings,
            TransactionalOperator transaction,
            Clock clock) {
        this.store = store;
        this.devices = devices;
        this.revocations = revocations;
        this.policy = policy;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A new session, and which had to go. */
    record Opened(Session session, List<Revocation> ended) {}

    Mono<Opened> open(CustomerId customer, String key, String deviceName) {
        return Mono.defer(() -> record(customer, key, deviceName, clock.instant()))
                .as(transaction::transactional);
    }

    private Mono<Opened> record(CustomerId customer, String key, String deviceName, Instant now) {
        var lives = policy.sessions(now);
        // Held, not shared: two sign-ins at once would each see room for one more session.
        return store.share(Subject.EVERYBODY)
                .then(store.share(new Subject(Scope.CLIENT, settings.client())))
                .then(store.hold(new Subject(Scope.CUSTOMER, customer.toString())))
                .then(makeRoom(customer, lives, now))
                .zipWhen(
                        _ -> openOn(customer, key, deviceName, lives, now),
                        (ended, session) -> new Opened(session, ended));
    }

    private Mono<Session> openOn(CustomerId customer, String key, String deviceName, SessionLives lives, Instant now) {
        return devices.know(customer, key, deviceName, now)
                .flatMap(device ->
                        store.open(customer, device, settings.client(), key, now, now.plus(lives.absolute())));
    }

    private Mono<List<Revocation>> makeRoom(CustomerId customer, SessionLives lives, Instant now) {
        return store.live(customer, now, now.minus(lives.idle()))
                .skip(lives.perCustomer() - 1L)
                .collectList()
                .flatMapIterable(surplus -> surplus)
                .concatMap(listed ->
                        revocations.add(listed.session().subject(), "too many sessions", customer.toString(), now))
                .collectList();
    }
}
