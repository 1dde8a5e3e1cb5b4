package gateway.operators;

import gateway.shared.money.Money;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** What the bank sees of an operator: its transactions of a time, and what it owes. */
public interface ShowOperators {

    /** Counts and sums of what the operator began in that time, both ends included, as it stands now. */
    Mono<Turnover> turnover(Operator operator, Instant from, Instant until);

    /** What the operator owes us, over all shards; below zero we owe it. */
    Mono<Money> owed(Operator operator);

    /**
     * Transactions by how they stand.
     *
     * @param waiting announced and not performed yet
     */
    record Turnover(Sum waiting, Sum performed, Sum cancelled, Sum returned) {}

    /** How many, and how much together. */
    record Sum(long count, Money amount) {}
}
