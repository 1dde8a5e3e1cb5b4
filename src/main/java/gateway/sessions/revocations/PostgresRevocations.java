package gateway.sessions.revocations;

import gateway.sessions.Revocation;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.Revocations;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Writes a revocation with its audit record in one transaction, then tells everybody. */
@Component
class PostgresRevocations implements Revocations {

    private final RevocationStore store;
    private final RevocationFeed feed;
    private final TransactionalOperator transaction;
    private final Clock clock;

    PostgresRevocations(RevocationStore store, RevocationFeed feed, TransactionalOperator transaction, Clock clock) {
        this.store = store;
        this.feed = feed;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Mono<Revocation> revoke(Subject subject, String reason, String actor) {
        return Mono.defer(() -> store.add(subject, reason, actor, clock.instant()))
                .as(transaction::transactional)
                .flatMap(revocation -> feed.announce(List.of(revocation)).thenReturn(revocation));
    }
}
