package gateway.operators;

import gateway.operators.OperatorTransaction.TransactionKey;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads operators' transactions. They are written through the journal. */
public interface Transactions {

    Mono<Optional<OperatorTransaction>> find(TransactionKey key);

    /** By the number under which its payer knows it, latest first; several attempts to pay may share one. */
    Flux<OperatorTransaction> byPayersNumber(Operator operator, String number, int limit);

    /** By the operator's own clock, both ends included, oldest first. */
    Flux<OperatorTransaction> between(Operator operator, Instant from, Instant to, int limit);

    /** Whose time to be performed is over, the longest first. */
    Flux<OperatorTransaction> due(Instant now, int limit);

    /**
     * Takes those that are on their way to a card and whose time to be looked after has come, and keeps other nodes
     * away from them until {@code until}.
     */
    Flux<OperatorTransaction> takeOnward(Instant now, Instant until, int limit);

    /** A number of ours that no transaction has had. */
    Mono<Long> nextNumber();
}
