package gateway.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Money that really moved, for whoever tells others of it or compares books. Holds are none. */
public interface Movements {

    /** All that belong to one of these payments or refunds. Joins the transaction of whoever asks. */
    Flux<Movement> of(List<UUID> references);

    /** Those of these transfers that moved money. Joins the transaction of whoever asks. */
    Flux<Movement> named(List<UUID> transfers);

    /**
     * All, oldest first, read a page at a time as they are asked for. Joins the transaction of whoever asks.
     *
     * @param until exclusive
     */
    Flux<Movement> between(Instant from, Instant until);

    /**
     * All that are for one of these purposes, oldest first, read a page at a time as they are asked for. Joins the
     * transaction of whoever asks.
     *
     * @param until exclusive
     */
    Flux<Movement> between(Set<Purpose> purposes, Instant from, Instant until);

    /** @param until exclusive */
    Mono<Long> count(Instant from, Instant until);

    /**
     * On one of the bank's own accounts in all shards, oldest first, read a page at a time as they are asked for.
     *
     * @param account such as {@code clearing:humo}
     * @param until exclusive
     */
    Flux<Movement> on(String account, Instant from, Instant until);
}
