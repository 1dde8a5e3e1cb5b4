package gateway.operators.wire;

import gateway.operators.OperatorTransaction.TransactionKey;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tax receipts of payments, as operators pass them on. */
public interface Receipts {

    /**
     * One receipt.
     *
     * @param kind of what it is, in the operator's word
     * @param document JSON, as it came
     */
    record Receipt(String kind, String document, Instant receivedAt) {}

    /** A later one of the same kind takes the place of the one before. */
    Mono<Void> keep(TransactionKey key, String kind, String document);

    /** Oldest first. */
    Flux<Receipt> of(TransactionKey key);
}
