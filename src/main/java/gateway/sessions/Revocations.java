package gateway.sessions;

import gateway.sessions.Revocation.Subject;
import reactor.core.publisher.Mono;

/** Ends access. */
@FunctionalInterface
public interface Revocations {

    /**
     * Emits when the revocation is durable and holds on this node; other nodes follow within a second.
     *
     * @param reason a few words for the audit trail
     * @param actor who wants it, such as {@code staff:} and a name, or a customer's id
     */
    Mono<Revocation> revoke(Subject subject, String reason, String actor);
}
