package gateway.ledger;

import gateway.ledger.Account.Sums;
import gateway.ledger.Hold.State;
import gateway.ledger.OpenAccount.AccountKind;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.platform.journal.PartWriter;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Locks the accounts and holds of a batch, in sorted order, and writes what {@link Books} made of them. */
@Component
class TransferWriter implements PartWriter<PostTransfers> {

    // Lateral with its own locking clause: looked up one by one, and locked in the order of the arrays.
    private static final String LOCK_HOLDS = """
            select h.id, h.debit, h.credit, h.amount_minor, h.asset, h.purpose, h.reference, h.expires_at, h.state
              from unnest($1::smallint[], $2::uuid[]) u(shard, id)
             cross join lateral (
                   select *
                     from ledger.hold h
                    where h.shard = u.shard and h.id = u.id
                      for no key update) h
            """;

    // Ids that a concurrent batch uses at this very moment are caught by the primary key, and the batch runs again.
    private static final String LOCK_ACCOUNTS = """
            select u.id, a.asset, a.kind, a.closed,
                   a.debits_posted, a.credits_posted, a.debits_pending, a.credits_pending,
                   (select array_agg(v.id)
                      from unnest($3::smallint[], $4::uuid[]) v(shard, id)
                     cross join lateral (
                           select 1
                             from ledger.transfer t
                            where t.shard = v.shard and t.id = v.id
                            limit 1) t)
              from unnest($1::smallint[], $2::uuid[]) u(shard, id)
              left join lateral (
                   select *
                     from ledger.account a
                    where a.shard = u.shard and a.id = u.id
                      for no key update) a on true
            """;

    private static final AccountId NOBODY = new AccountId(new UUID(0, 0));

    private final Clock clock;

    TransferWriter(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Class<PostTransfers> kind() {
        return PostTransfers.class;
    }

    @Override
    public int order() {
        return 1_010;
    }

    @Override
    public List<String> writes() {
        return BookRows.WRITES;
    }

    @Override
    public Publisher<? extends Batch<PostTransfers>> lock(Connection connection, List<PostTransfers> parts) {
        var transfers =
                parts.stream().flatMap(part -> part.transfers().stream()).toList();
        var books = new Books(clock.instant());
        // The time is read again once everything is locked: along one account it never runs backwards, and so no line
        // ever slips into a part of a statement that somebody has read.
        return lockHolds(connection, transfers, books)
                .then(Mono.defer(() -> lockAccounts(connection, transfers, books)))
                .then(Mono.fromSupplier(() -> new OpenBooks(books.at(clock.instant()))));
    }

    private static Mono<Void> lockHolds(Connection connection, List<Transfer> transfers, Books books) {
        var ids = sorted(transfers.stream()
                .map(TransferWriter::endedBy)
                .filter(Objects::nonNull)
                .map(TransferId::value)
                .toList());
        if (ids.isEmpty()) {
            return Mono.empty();
        }
        return Flux.from(connection
                        .createStatement(LOCK_HOLDS)
                        .bind(0, BookRows.shards(ids))
                        .bind(1, ids.toArray(UUID[]::new))
                        .execute())
                .concatMap(result -> result.map(TransferWriter::hold))
                .doOnNext(books::put)
                .then();
    }

    private static @Nullable TransferId endedBy(Transfer transfer) {
        return switch (transfer) {
            case Post it -> it.pending();
            case Release it -> it.pending();
            case Direct _, Pending _ -> null;
        };
    }

    // One order everywhere: two batches that share accounts wait for each other instead of dying together.
    private static List<UUID> sorted(Collection<UUID> ids) {
        return List.copyOf(new TreeSet<>(ids));
    }

    private static Mono<Void> lockAccounts(Connection connection, List<Transfer> transfers, Books books) {
        var accounts = new TreeSet<UUID>();
        for (var transfer : transfers) {
            switch (transfer) {
                case Direct it -> {
                    accounts.add(it.debit().value());
                    accounts.add(it.credit().value());
                }
                case Pending it -> {
                    accounts.add(it.debit().value());
                    accounts.add(it.credit().value());
                }
                case Post _, Release _ -> {}
            }
        }
        for (var hold : books.holds()) {
            accounts.add(hold.pending().debit().value());
            accounts.add(hold.pending().credit().value());
        }
        // The row that carries the used ids is wanted even when there is no account.
        if (accounts.isEmpty()) {
            accounts.add(NOBODY.value());
        }
        var ids = List.copyOf(accounts);
        var transferIds = transfers.stream().map(it -> it.id().value()).toList();
        return Flux.from(connection
                        .createStatement(LOCK_ACCOUNTS)
                        .bind(0, BookRows.shards(ids))
                        .bind(1, ids.toArray(UUID[]::new))
                        .bind(2, BookRows.shards(transferIds))
                        .bind(3, transferIds.toArray(UUID[]::new))
                        .execute())
                .concatMap(result -> result.map(row -> read(row, books)))
                .then();
    }

    private static Hold hold(Readable row) {
        var asset = Asset.of(text(row, 4));
        var pending = new Pending(
                new TransferId(uuid(row, 0)),
                new AccountId(uuid(row, 1)),
                new AccountId(uuid(row, 2)),
                new Money(number(row, 3), asset),
                Purpose.of(number(row, 5)),
                uuid(row, 6),
                Objects.requireNonNull(row.get(7, Instant.class)));
        return Hold.stored(pending, State.of(number(row, 8)));
    }

    private static AccountId read(Readable row, Books books) {
        var id = new AccountId(uuid(row, 0));
        var asset = row.get(1, String.class);
        if (asset == null) {
            SystemAccounts.find(id).ifPresent(name -> books.put(Account.unused(id, name.asset())));
        } else {
            var sums = new Sums(number(row, 4), number(row, 5), number(row, 6), number(row, 7));
            var kind = AccountKind.of(number(row, 2));
            boolean closed = Boolean.TRUE.equals(row.get(3, Boolean.class));
            books.put(new Account(id, Asset.of(asset), kind, closed, sums));
        }
        var used = row.get(8, UUID[].class);
        if (used != null) {
            Stream.of(used).map(TransferId::new).forEach(books::putUsed);
        }
        return id;
    }

    private static UUID uuid(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }

    private static String text(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static long number(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    /** A batch's books as the journal sees them. */
    private record OpenBooks(Books books) implements Batch<PostTransfers> {

        @Override
        public @Nullable TransferRefusal check(PostTransfers part) {
            return books.refusal(part.transfers());
        }

        @Override
        public void apply(PostTransfers part) {
            books.book(part.transfers());
        }

        @Override
        public List<Rows> rows() {
            return BookRows.of(books);
        }
    }
}
