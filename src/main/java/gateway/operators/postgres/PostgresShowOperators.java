package gateway.operators.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.ledger.Ledger;
import gateway.ledger.SystemAccounts;
import gateway.operators.Operator;
import gateway.operators.ShowOperators;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Adds up what operators did, and what they owe. */
@Component
class PostgresShowOperators implements ShowOperators {

    private static final Sum NOTHING = new Sum(0, Money.zero(Asset.UZS));

    private static final String TURNOVER = """
            select state, count(*) as n, sum(amount_minor)::bigint as minor
              from operators.transaction
             where operator = :operator and their_time between :from and :until
             group by state
            """;

    private final DatabaseClient database;
    private final Ledger ledger;

    PostgresShowOperators(OperatorDatabase database, Ledger ledger) {
        this.database = database.client();
        this.ledger = ledger;
    }

    @Override
    public Mono<Turnover> turnover(Operator operator, Instant from, Instant until) {
        return database.sql(TURNOVER)
                .bind("operator", operator.name())
                .bind("from", from)
                .bind("until", until)
                .map(row -> Map.entry(
                        required(row, "state", String.class),
                        new Sum(
                                required(row, "n", Long.class),
                                new Money(required(row, "minor", Long.class), Asset.UZS))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(PostgresShowOperators::turnover);
    }

    private static Turnover turnover(Map<String, Sum> sums) {
        return new Turnover(
                sums.getOrDefault("created", NOTHING),
                sums.getOrDefault("performed", NOTHING),
                sums.getOrDefault("cancelled", NOTHING),
                sums.getOrDefault("returned", NOTHING));
    }

    @Override
    public Mono<Money> owed(Operator operator) {
        return ledger.posted(accounts(operator), Asset.UZS).map(Money.zero(Asset.UZS)::minus);
    }

    private static List<AccountId> accounts(Operator operator) {
        return IntStream.range(0, TimeOrderedIds.SHARDS)
                .mapToObj(shard -> SystemAccounts.operator(operator.name(), Asset.UZS, shard))
                .toList();
    }
}
