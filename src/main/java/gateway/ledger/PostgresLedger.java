package gateway.ledger;

import gateway.ledger.OpenAccount.AccountKind;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the books from the common pool. */
@Component
class PostgresLedger implements Ledger {

    private static final String ACCOUNT = """
            select asset, kind, credits_posted - debits_posted, debits_pending
              from ledger.account
             where shard = :shard and id = :id
            """;

    private static final String POSTED = """
            select coalesce(sum(credits_posted - debits_posted), 0)::bigint
              from ledger.account
             where id = any(:ids) and asset = :asset
            """;

    private static final String BALANCE_AT = """
            select (select coalesce(sum(amount_minor), 0)::bigint
                      from ledger.transfer
                     where credit = :id and credit_kind <> 3 and kind in (1, 3) and created_at <= :at)
                 - (select coalesce(sum(amount_minor), 0)::bigint
                      from ledger.transfer
                     where debit = :id and debit_kind <> 3 and kind in (1, 3) and created_at <= :at)
            """;

    // The balance after the page's first line is what is posted now without everything newer; each further line takes
    // the one above it off. One statement, so that the sums and the lines are of the same moment.
    private static final String STATEMENT = """
            with line as (
                (select id, debit, credit, amount_minor, asset, purpose, reference, created_at
                   from ledger.transfer
                  where debit = :id and debit_kind <> 3 and kind in (1, 3)
                    and (created_at, id) < (:at, :before) and created_at >= :since
                  order by created_at desc, id desc
                  limit :limit)
                union all
                (select id, debit, credit, amount_minor, asset, purpose, reference, created_at
                   from ledger.transfer
                  where credit = :id and credit_kind <> 3 and kind in (1, 3)
                    and (created_at, id) < (:at, :before) and created_at >= :since
                  order by created_at desc, id desc
                  limit :limit)
                  order by created_at desc, id desc
                  limit :limit),
            newest as (
                select (select credits_posted - debits_posted
                          from ledger.account
                         where shard = :shard and id = :id)
                     + (select coalesce(sum(amount_minor), 0)
                          from ledger.transfer
                         where debit = :id and debit_kind <> 3 and kind in (1, 3)
                           and (created_at, id) >= (:at, :before))
                     - (select coalesce(sum(amount_minor), 0)
                          from ledger.transfer
                         where credit = :id and credit_kind <> 3 and kind in (1, 3)
                           and (created_at, id) >= (:at, :before)) as balance)
            select line.id, debit, credit, amount_minor, asset, purpose, reference, created_at,
                   (newest.balance - coalesce(sum(case when credit = :id then amount_minor else -amount_minor end)
                        over (order by created_at desc, line.id desc
                              rows between unbounded preceding and 1 preceding), 0))::bigint
              from line, newest
             order by created_at desc, line.id desc
            """;

    // The bank's own accounts have no index: these two read the whole table, for operators and auditors only.
    private static final String SYSTEM_BALANCE_AT = """
            select coalesce(sum(case when credit = :id then amount_minor else -amount_minor end), 0)::bigint
              from ledger.transfer
             where (credit = :id or debit = :id) and kind in (1, 3) and created_at <= :at
            """;

    private static final String SYSTEM_STATEMENT = """
            select id, debit, credit, amount_minor, asset, purpose, reference, created_at, after
              from (select *, sum(case when credit = :id then amount_minor else -amount_minor end)
                                  over (order by created_at, id)::bigint as after
                      from ledger.transfer
                     where (credit = :id or debit = :id) and kind in (1, 3)) line
             where (created_at, id) < (:at, :before) and created_at >= :since and :shard >= 0
             order by created_at desc, id desc
             limit :limit
            """;

    private final DatabaseClient database;

    PostgresLedger(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Balance> balance(AccountId account) {
        return find(account).map(it -> new Balance(account, it.posted(), it.held()));
    }

    @Override
    public Mono<Money> posted(Collection<AccountId> accounts, Asset asset) {
        return database.sql(POSTED)
                .bind("ids", accounts.stream().map(AccountId::value).toArray(UUID[]::new))
                .bind("asset", asset.code())
                .map(row -> new Money(number(row, 0), asset))
                .one();
    }

    @Override
    public Mono<Balance> balanceAt(AccountId account, Instant at) {
        return find(account).flatMap(it -> sumUntil(it, at));
    }

    private Mono<Balance> sumUntil(Stored account, Instant at) {
        return database.sql(account.isSystem() ? SYSTEM_BALANCE_AT : BALANCE_AT)
                .bind("id", account.id().value())
                .bind("at", at)
                .map(row -> new Money(number(row, 0), account.asset()))
                .one()
                .map(posted -> new Balance(account.id(), posted, Money.zero(account.asset())));
    }

    @Override
    public Flux<StatementLine> statement(AccountId account, Instant since, StatementCursor before, int limit) {
        return find(account).flatMapMany(it -> lines(it, since, before, limit));
    }

    private Flux<StatementLine> lines(Stored account, Instant since, StatementCursor before, int limit) {
        return database.sql(account.isSystem() ? SYSTEM_STATEMENT : STATEMENT)
                .bind("shard", (short) account.id().shard())
                .bind("id", account.id().value())
                .bind("since", since)
                .bind("at", before.at())
                .bind("before", before.transfer().value())
                .bind("limit", limit)
                .map(row -> line(account.id(), row))
                .all();
    }

    private Mono<Stored> find(AccountId account) {
        return database.sql(ACCOUNT)
                .bind("shard", (short) account.shard())
                .bind("id", account.value())
                .map(row -> stored(account, row))
                .one()
                .switchIfEmpty(Mono.error(() -> LedgerProblem.ACCOUNT_NOT_FOUND.because("No account " + account)));
    }

    /** An account as it is now. */
    private record Stored(AccountId id, Asset asset, AccountKind kind, Money posted, Money held) {

        boolean isSystem() {
            return kind == AccountKind.SYSTEM;
        }
    }

    private static Stored stored(AccountId id, Readable row) {
        var asset = Asset.of(Objects.requireNonNull(row.get(0, String.class)));
        var kind = AccountKind.of(number(row, 1));
        return new Stored(id, asset, kind, new Money(number(row, 2), asset), new Money(number(row, 3), asset));
    }

    private static StatementLine line(AccountId account, Readable row) {
        var debit = new AccountId(uuid(row, 1));
        var credit = new AccountId(uuid(row, 2));
        boolean came = credit.equals(account);
        long amount = number(row, 3);
        var asset = Asset.of(Objects.requireNonNull(row.get(4, String.class)));
        return new StatementLine(
                new TransferId(uuid(row, 0)),
                came ? debit : credit,
                new Money(came ? amount : -amount, asset),
                new Money(number(row, 8), asset),
                Purpose.of(number(row, 5)),
                uuid(row, 6),
                Objects.requireNonNull(row.get(7, Instant.class)));
    }

    private static UUID uuid(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }

    private static long number(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
