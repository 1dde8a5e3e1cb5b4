package gateway.corebanking.postgres;

import static gateway.platform.journal.Columns.column;
import static gateway.platform.postgres.Columns.required;

import gateway.corebanking.Amendment;
import gateway.corebanking.Amendments;
import gateway.corebanking.CoreDocument;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Theirs;
import gateway.ledger.Purpose;
import gateway.rulebook.BankTime;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Amendments as documents of their own kind: no transfer of ours stands behind them, and they name their accounts. */
@Component
class PostgresAmendments implements Amendments {

    /** What stands in the place of our own accounts. */
    static final String ACCOUNT = "amendment";

    private static final String LOCK = """
            select pg_advisory_xact_lock(hashtextextended('corebanking.amendment ' || :reference, 0))
            """;

    private static final String LINES = """
            select e.account, e.day, e.reference, e.kind, e.amount_minor, e.asset
              from corebanking.entry e
              join corebanking.statement s on s.id = e.statement and s.source = 'abs'
             where e.reference = :reference
             order by e.day, e.statement, e.line
             limit :most
            """;

    private static final String MADE = """
            select debit_number, credit_number, amount_minor, asset
              from corebanking.document
             where amends = :reference
            """;

    private static final String ADD = """
            insert into corebanking.document (shard, id, reference, purpose, debit, credit, amount_minor, asset,
                                              booked_at, state, since, next_try_at, amends, debit_number,
                                              credit_number)
            select u.shard, u.id, :act, :purpose, :account, :account, u.amount, u.asset, :now, 'waiting', :now, :now,
                   :reference, u.debit, u.credit
              from unnest(:shards::smallint[], :ids::uuid[], :debits::text[], :credits::text[], :amounts::bigint[],
                          :assets::text[])
                   u (shard, id, debit, credit, amount, asset)
            """;

    private static final String OF = """
            select amends, id
              from corebanking.document
             where amends = any(:references)
             order by booked_at, id
            """;

    private static final String BOOKED = """
            select id, reference, debit_number, credit_number, amount_minor, asset, booked_at
              from corebanking.document
             where amends is not null
            """;

    private static final String OF_DAY = BOOKED + " and booked_at >= :from and booked_at < :until";

    private static final String NAMED =
            BOOKED + " and (shard, id) in (select * from unnest(:shards::smallint[]," + " :ids::uuid[]))";

    private final DatabaseClient database;

    PostgresAmendments(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> lock(String reference) {
        return database.sql(LOCK).bind("reference", reference).then();
    }

    @Override
    public Mono<List<Theirs>> lines(String reference) {
        return database.sql(LINES)
                .bind("reference", reference)
                .bind("most", MOST_LINES)
                .map(PostgresDayBooks::line)
                .all()
                .collectList();
    }

    @Override
    public Mono<List<Amendment>> made(String reference) {
        return database.sql(MADE)
                .bind("reference", reference)
                .map(row -> new Amendment(
                        required(row, "debit_number", String.class),
                        required(row, "credit_number", String.class),
                        amount(row)))
                .all()
                .collectList();
    }

    @Override
    public Mono<Void> add(UUID act, String reference, List<Amendment> wanted, Instant now) {
        var ids = IntStream.rangeClosed(1, wanted.size())
                .mapToObj(n -> TimeOrderedIds.derive(act, n))
                .toList();
        return database.sql(ADD)
                .bind("act", act)
                .bind("purpose", Purpose.ADJUSTMENT.code())
                .bind("account", ACCOUNT)
                .bind("now", now)
                .bind("reference", reference)
                .bind("shards", shards(ids))
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("debits", column(wanted, Amendment::debit, String[]::new))
                .bind("credits", column(wanted, Amendment::credit, String[]::new))
                .bind("amounts", column(wanted, it -> it.amount().minor(), Long[]::new))
                .bind("assets", column(wanted, it -> it.amount().asset().code(), String[]::new))
                .then();
    }

    @Override
    public Mono<Map<String, List<String>>> of(Set<String> references) {
        return references.isEmpty()
                ? Mono.just(Map.of())
                : database.sql(OF)
                        .bind("references", references.toArray(String[]::new))
                        .map(row -> Map.entry(
                                required(row, "amends", String.class),
                                CoreDocument.name(required(row, "id", UUID.class))))
                        .all()
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Those of a day in Tashkent, as the tie-out looks at documents. */
    Flux<Booked> ofDay(LocalDate day) {
        return database.sql(OF_DAY)
                .bind("from", day.atStartOfDay(BankTime.ZONE).toInstant())
                .bind("until", day.plusDays(1).atStartOfDay(BankTime.ZONE).toInstant())
                .map(PostgresAmendments::booked)
                .all();
    }

    Flux<Booked> named(List<UUID> ids) {
        return database.sql(NAMED)
                .bind("shards", shards(ids))
                .bind("ids", ids.toArray(UUID[]::new))
                .map(PostgresAmendments::booked)
                .all();
    }

    private static Short[] shards(List<UUID> ids) {
        return column(ids, id -> (short) TimeOrderedIds.shardOf(id), Short[]::new);
    }

    private static Booked booked(Readable row) {
        var amount = amount(row);
        return new Booked(
                CoreDocument.name(required(row, "id", UUID.class)),
                required(row, "reference", UUID.class),
                LocalDate.ofInstant(required(row, "booked_at", Instant.class), BankTime.ZONE),
                required(row, "debit_number", String.class),
                required(row, "credit_number", String.class),
                ACCOUNT,
                ACCOUNT,
                amount.minor(),
                amount.asset(),
                /* repair= */ true);
    }

    private static Money amount(Readable row) {
        return new Money(required(row, "amount_minor", Long.class), Asset.of(required(row, "asset", String.class)));
    }
}
