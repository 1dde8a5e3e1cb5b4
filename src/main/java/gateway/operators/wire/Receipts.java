package gateway.operators.wire;

import gateway.operators.OperatorTransaction.Key;
import reactor.core.publisher.Mono;

/** Tax receipts of payments, as operators pass them on. */
public interface Receipts {

    /** A later one of the same kind takes the place of the one before. */
    Mono<Void> keep(Key key, String kind, String document);
}
