package gateway.operators;

import gateway.operators.OperatorTransaction.Key;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads operators' transactions. They are written through the journal. */
public interface Transactions {

    Mono<Optional<OperatorTransaction>> find(Key key);

    /** By the operator's own clock, both ends included, oldest first. */
    Flux<OperatorTransaction> between(Operator operator, Instant from, Instant to, int limit);

    /** Whose time to be performed is over, the longest first. */
    Flux<OperatorTransaction> due(Instant now, int limit);

    /** A number of ours that no transaction has had. */
    Mono<Long> nextNumber();
}
