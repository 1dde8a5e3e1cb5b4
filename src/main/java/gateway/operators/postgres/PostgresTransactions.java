package gateway.operators.postgres;

import gateway.operators.Operator;
import gateway.operators.OperatorTransaction;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.operators.Transactions;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads operators' transactions where they are kept. */
@Component
class PostgresTransactions implements Transactions {

    private static final String FIND = """
            select operator, their_id, id, number, payee, invoice, account, amount_minor, asset, fees, their_time,
                   created_at, expires_at, state, performed_at, ended_at, reason, version, card, card_scheme, onward,
                   onward_payment, onward_at, onward_undelivered, payers_number
              from operators.transaction
             where shard = :shard and operator = :operator and their_id = :their_id
            """;

    private static final String BY_PAYERS_NUMBER = """
            select operator, their_id, id, number, payee, invoice, account, amount_minor, asset, fees, their_time,
                   created_at, expires_at, state, performed_at, ended_at, reason, version, card, card_scheme, onward,
                   onward_payment, onward_at, onward_undelivered, payers_number
              from operators.transaction
             where payers_number = :number and operator = :operator
             order by created_at desc
             limit :limit
            """;

    private static final String BETWEEN = """
            select operator, their_id, id, number, payee, invoice, account, amount_minor, asset, fees, their_time,
                   created_at, expires_at, state, performed_at, ended_at, reason, version, card, card_scheme, onward,
                   onward_payment, onward_at, onward_undelivered, payers_number
              from operators.transaction
             where operator = :operator and their_time between :from and :to
             order by their_time, number
             limit :limit
            """;

    private static final String DUE = """
            select operator, their_id, id, number, payee, invoice, account, amount_minor, asset, fees, their_time,
                   created_at, expires_at, state, performed_at, ended_at, reason, version, card, card_scheme, onward,
                   onward_payment, onward_at, onward_undelivered, payers_number
              from operators.transaction
             where state = 'created' and expires_at <= :now
             order by expires_at
             limit :limit
            """;

    private static final String TAKE = """
            update operators.transaction t
               set onward_at = :until
              from (select shard, operator, their_id
                      from operators.transaction
                     where onward_at <= :now
                     order by onward_at
                     limit :limit
                       for no key update skip locked) due
             where t.shard = due.shard and t.operator = due.operator and t.their_id = due.their_id
            returning t.operator, t.their_id, t.id, t.number, t.payee, t.invoice, t.account, t.amount_minor, t.asset,
                      t.fees, t.their_time, t.created_at, t.expires_at, t.state, t.performed_at, t.ended_at, t.reason,
                      t.version, t.card, t.card_scheme, t.onward, t.onward_payment, t.onward_at, t.onward_undelivered,
                      t.payers_number
            """;

    private static final String NUMBER = "select nextval('operators.number') as number";

    private final DatabaseClient database;

    PostgresTransactions(OperatorDatabase database) {
        this.database = database.client();
    }

    @Override
    public Mono<Optional<OperatorTransaction>> find(TransactionKey key) {
        return database.sql(FIND)
                .bind("shard", (short) key.shard())
                .bind("operator", key.operator().name())
                .bind("their_id", key.theirId())
                .map(TransactionRows::read)
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    @Override
    public Flux<OperatorTransaction> byPayersNumber(Operator operator, String number, int limit) {
        return database.sql(BY_PAYERS_NUMBER)
                .bind("number", number)
                .bind("operator", operator.name())
                .bind("limit", limit)
                .map(TransactionRows::read)
                .all();
    }

    @Override
    public Flux<OperatorTransaction> between(Operator operator, Instant from, Instant to, int limit) {
        return database.sql(BETWEEN)
                .bind("operator", operator.name())
                .bind("from", from)
                .bind("to", to)
                .bind("limit", limit)
                .map(TransactionRows::read)
                .all();
    }

    @Override
    public Flux<OperatorTransaction> due(Instant now, int limit) {
        return database.sql(DUE)
                .bind("now", now)
                .bind("limit", limit)
                .map(TransactionRows::read)
                .all();
    }

    // Read to the end first: whoever works on a row while others are still to be read waits for its own lock.
    @Override
    public Flux<OperatorTransaction> takeOnward(Instant now, Instant until, int limit) {
        return database.sql(TAKE)
                .bind("now", now)
                .bind("until", until)
                .bind("limit", limit)
                .map(TransactionRows::read)
                .all()
                .collectList()
                .flatMapIterable(Function.identity());
    }

    @Override
    public Mono<Long> nextNumber() {
        return database.sql(NUMBER)
                .map(row -> java.util.Objects.requireNonNull(row.get("number", Long.class)))
                .one();
    }
}
