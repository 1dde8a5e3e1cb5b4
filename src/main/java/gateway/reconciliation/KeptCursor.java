package gateway.reconciliation;

import reactor.core.publisher.Mono;

/** Up to which of the statements that a correspondent sent all are imported. */
public interface KeptCursor {

    /** Zero before the first. */
    Mono<Long> last(String correspondent);

    /** Never goes back. */
    Mono<Void> reached(String correspondent, long number);
}
