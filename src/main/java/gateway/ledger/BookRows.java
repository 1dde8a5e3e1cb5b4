package gateway.ledger;

import gateway.ledger.Account.Sums;
import gateway.platform.journal.PartWriter.Rows;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** How books are written back: five statements over arrays, in the order of {@link #WRITES}. Times are microseconds. */
final class BookRows {

    private static final String INSERT_ACCOUNTS = """
            insert into ledger.account (shard, id, owner, asset, kind, label, opened_at,
                   debits_posted, credits_posted, debits_pending, credits_pending)
            select u.shard, u.id, u.id, u.asset, 3, u.label, timestamptz 'epoch' + ?::bigint * interval '1 microsecond',
                   u.debits_posted, u.credits_posted, u.debits_pending, u.credits_pending
              from unnest(?::smallint[], ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
                          ?::bigint[])
                   u(shard, id, asset, label, debits_posted, credits_posted, debits_pending, credits_pending)
            """;

    private static final String UPDATE_ACCOUNTS = """
            update ledger.account a
               set debits_posted = a.debits_posted + u.debits_posted,
                   credits_posted = a.credits_posted + u.credits_posted,
                   debits_pending = a.debits_pending + u.debits_pending,
                   credits_pending = a.credits_pending + u.credits_pending
              from unnest(?::smallint[], ?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                   u(shard, id, debits_posted, credits_posted, debits_pending, credits_pending)
             where a.shard = u.shard and a.id = u.id
            """;

    private static final String INSERT_TRANSFERS = """
            insert into ledger.transfer (shard, id, kind, debit, credit, debit_kind, credit_kind, amount_minor, asset,
                   purpose, reference, pending, created_at)
            select u.shard, u.id, u.kind, u.debit, u.credit, u.debit_kind, u.credit_kind, u.amount, u.asset,
                   u.purpose, u.reference, u.pending, timestamptz 'epoch' + ?::bigint * interval '1 microsecond'
              from unnest(?::smallint[], ?::uuid[], ?::smallint[], ?::uuid[], ?::uuid[], ?::smallint[], ?::smallint[],
                          ?::bigint[], ?::text[], ?::smallint[], ?::uuid[], ?::uuid[])
                   u(shard, id, kind, debit, credit, debit_kind, credit_kind, amount, asset,
                     purpose, reference, pending)
            """;

    private static final String INSERT_HOLDS = """
            insert into ledger.hold (shard, id, debit, credit, amount_minor, asset,
                   purpose, reference, state, expires_at)
            select u.shard, u.id, u.debit, u.credit, u.amount, u.asset, u.purpose, u.reference, u.state,
                   timestamptz 'epoch' + u.expires_at * interval '1 microsecond'
              from unnest(?::smallint[], ?::uuid[], ?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::smallint[],
                          ?::uuid[], ?::smallint[], ?::bigint[])
                   u(shard, id, debit, credit, amount, asset, purpose, reference, state, expires_at)
            """;

    private static final String UPDATE_HOLDS = """
            update ledger.hold h
               set state = u.state
              from unnest(?::smallint[], ?::uuid[], ?::smallint[]) u(shard, id, state)
             where h.shard = u.shard and h.id = u.id and h.state = 1
            """;

    static final List<String> WRITES =
            List.of(INSERT_ACCOUNTS, UPDATE_ACCOUNTS, INSERT_TRANSFERS, INSERT_HOLDS, UPDATE_HOLDS);

    private BookRows() {}

    static List<Rows> of(Books books) {
        var touched = books.accounts().stream().filter(Account::isTouched).toList();
        return List.of(
                newAccounts(touched.stream().filter(Account::isNew).toList(), books.now()),
                changedAccounts(touched.stream().filter(it -> !it.isNew()).toList()),
                transfers(books.booked(), books.now()),
                newHolds(books.holds().stream().filter(Hold::isNew).toList()),
                changedHolds(books.holds().stream().filter(Hold::isChanged).toList()));
    }

    private static Rows newAccounts(List<Account> all, Instant now) {
        return rows(
                all.size(),
                micros(now),
                shards(uuids(all, it -> it.id().value())),
                all.stream().map(it -> it.id().value()).toArray(UUID[]::new),
                texts(all, it -> it.asset().code()),
                texts(all, BookRows::label),
                sums(all, Sums::debitsPosted),
                sums(all, Sums::creditsPosted),
                sums(all, Sums::debitsPending),
                sums(all, Sums::creditsPending));
    }

    private static String label(Account account) {
        return SystemAccounts.find(account.id()).map(SystemAccounts.Name::name).orElse("");
    }

    private static Rows changedAccounts(List<Account> all) {
        return rows(
                all.size(),
                shards(uuids(all, it -> it.id().value())),
                all.stream().map(it -> it.id().value()).toArray(UUID[]::new),
                sums(all, Sums::debitsPosted),
                sums(all, Sums::creditsPosted),
                sums(all, Sums::debitsPending),
                sums(all, Sums::creditsPending));
    }

    private static Rows transfers(List<BookedTransfer> all, Instant now) {
        return rows(
                all.size(),
                micros(now),
                shards(uuids(all, it -> it.id().value())),
                all.stream().map(it -> it.id().value()).toArray(UUID[]::new),
                codes(all, it -> it.kind().code()),
                all.stream().map(it -> it.debit().id().value()).toArray(UUID[]::new),
                all.stream().map(it -> it.credit().id().value()).toArray(UUID[]::new),
                codes(all, it -> it.debit().kind().code()),
                codes(all, it -> it.credit().kind().code()),
                numbers(all, it -> it.amount().minor()),
                texts(all, it -> it.amount().asset().code()),
                codes(all, it -> it.purpose().code()),
                all.stream().map(BookedTransfer::reference).toArray(UUID[]::new),
                all.stream().map(it -> value(it.pending())).toArray(UUID[]::new));
    }

    private static @Nullable UUID value(@Nullable TransferId id) {
        return id == null ? null : id.value();
    }

    private static Rows newHolds(List<Hold> all) {
        return rows(
                all.size(),
                shards(uuids(all, it -> it.id().value())),
                all.stream().map(it -> it.id().value()).toArray(UUID[]::new),
                all.stream().map(it -> it.pending().debit().value()).toArray(UUID[]::new),
                all.stream().map(it -> it.pending().credit().value()).toArray(UUID[]::new),
                numbers(all, it -> it.pending().amount().minor()),
                texts(all, it -> it.pending().amount().asset().code()),
                codes(all, it -> it.pending().purpose().code()),
                all.stream().map(it -> it.pending().reference()).toArray(UUID[]::new),
                codes(all, it -> it.state().code()),
                numbers(all, it -> micros(it.pending().expiresAt())));
    }

    private static Rows changedHolds(List<Hold> all) {
        return rows(
                all.size(),
                shards(uuids(all, it -> it.id().value())),
                all.stream().map(it -> it.id().value()).toArray(UUID[]::new),
                codes(all, it -> it.state().code()));
    }

    private static Rows rows(int expected, Object... binds) {
        return new Rows(expected, List.of(binds));
    }

    static Short[] shards(List<UUID> ids) {
        return ids.stream().map(id -> (short) TimeOrderedIds.shardOf(id)).toArray(Short[]::new);
    }

    private static <T> List<UUID> uuids(Collection<T> all, Function<T, UUID> value) {
        return all.stream().map(value).toList();
    }

    private static <T> String[] texts(Collection<T> all, Function<T, String> value) {
        return all.stream().map(value).toArray(String[]::new);
    }

    private static <T> Short[] codes(Collection<T> all, Function<T, Short> value) {
        return all.stream().map(value).toArray(Short[]::new);
    }

    private static <T> Long[] numbers(Collection<T> all, ToLongFunction<T> value) {
        return all.stream().map(value::applyAsLong).toArray(Long[]::new);
    }

    private static Long[] sums(Collection<Account> all, ToLongFunction<Sums> value) {
        return numbers(all, account -> value.applyAsLong(account.change()));
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
