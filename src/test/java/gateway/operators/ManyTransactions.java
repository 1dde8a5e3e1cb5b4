package gateway.operators;

import gateway.operators.OperatorTransaction.State;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A time in which an operator made so many transactions.
 *
 * @param count of them
 */
public record ManyTransactions(int count) implements Transactions {

    private static final Instant AT = Instant.parse("2026-11-27T10:00:00Z");

    private static OperatorTransaction one(Operator operator, long n) {
        return new OperatorTransaction(
                new TransactionKey(operator, String.valueOf(n)),
                new UUID(n, 1),
                n,
                new Payable.Wallet(new CustomerId(new UUID(n, 2))),
                "{\"phone\":\"998901234567\"}",
                null,
                new Money(100_000, Asset.UZS),
                TransactionFees.NONE,
                AT,
                AT,
                AT.plusSeconds(60),
                new State.Performed(AT),
                null,
                2);
    }

    @Override
    public Flux<OperatorTransaction> between(Operator operator, Instant from, Instant to, int limit) {
        return Flux.range(1, Math.min(count, limit)).map(n -> one(operator, n));
    }

    @Override
    public Mono<Optional<OperatorTransaction>> find(TransactionKey key) {
        return Mono.just(Optional.empty());
    }

    @Override
    public Flux<OperatorTransaction> byPayersNumber(Operator operator, String number, int limit) {
        return Flux.empty();
    }

    @Override
    public Flux<OperatorTransaction> due(Instant now, int limit) {
        return Flux.empty();
    }

    @Override
    public Flux<OperatorTransaction> takeOnward(Instant now, Instant until, int limit) {
        return Flux.empty();
    }

    @Override
    public Mono<Long> nextNumber() {
        return Mono.just(1L);
    }
}
