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
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Locks the accounts and holds of a batch, in sorted order, and writes what {@link Books} made of them. */
@Component
class TransferWriter implements PartWriter<PostTransfers> {

    // Lateral with its own locking clause: looked up one by one, and locked in the order of the arrays.
    private static final String LOCK_HOLDS = """
            select h.id, h.debit, h.credit, h.amount_minor, h.asset, h.purpose, h.reference, h.expires_at, h.state
              from unnest(?::smallint[], ?::uuid[]) u(shard, id)
             cross join lateral (
                   select *
                     from ledger.hold h
                    where h.shard = u.shard and h.id = u.id
                      for no key update) h
            """;

    // An id's last byte is its shard. One order everywhere: two batches that share accounts wait for each other instead
    // of dying together.
    private static final String LOCK_ACCOUNTS = """
            select u.id, a.asset, a.kind, a.closed,
                   a.debits_posted, a.credits_posted, a.debits_pending, a.credits_pending
              from (select shard, id
                      from unnest(?::smallint[], ?::uuid[]) named(shard, id)
                     union
                    select get_byte(uuid_send(held.id), 15)::smallint, held.id
                      from ended_holds h
                     cross join lateral (values (h.debit), (h.credit)) held(id)
                     order by 2) u
              left join lateral (
                   select *
                     from ledger.account a
                    where a.shard = u.shard and a.id = u.id
                      for no key update) a on true
            """;

    // Ids that a concurrent batch uses at this very moment are caught by the primary key, and the batch runs again.
    private static final String FIND_USED = """
            select v.id
              from unnest(?::smallint[], ?::uuid[]) v(shard, id)
             cross join lateral (
                   select 1
                     from ledger.transfer t
                    where t.shard = v.shard and t.id = v.id
                    limit 1) t
            """;

    private static final List<Read> READS = List.of(
            new Read(
                    "ended_holds",
                    "id uuid, debit uuid, credit uuid, amount bigint, asset text, purpose smallint, reference uuid,"
                            + " expires_at timestamptz, state smallint",
                    LOCK_HOLDS),
            new Read(
                    "touched_accounts",
                    "id uuid, asset text, kind smallint, closed boolean, debits_posted bigint, credits_posted bigint,"
                            + " debits_pending bigint, credits_pending bigint",
                    LOCK_ACCOUNTS),
            new Read("used_transfers", "id uuid", FIND_USED));

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
    public List<Read> reads() {
        return READS;
    }

    @Override
    public Batch<PostTransfers> open(List<PostTransfers> parts) {
        return new OpenBooks(
                parts.stream().flatMap(part -> part.transfers().stream()).toList(), clock);
    }

    private static @Nullable TransferId endedBy(Transfer transfer) {
        return switch (transfer) {
            case Post it -> it.pending();
            case Release it -> it.pending();
            case Direct _, Pending _ -> null;
        };
    }

    private static List<Object> byShardAndId(Stream<UUID> ids) {
        var sorted = List.copyOf(new TreeSet<>(ids.toList()));
        return List.of(BookRows.shards(sorted), sorted.toArray(UUID[]::new));
    }

    private static Stream<AccountId> named(Transfer transfer) {
        return switch (transfer) {
            case Direct it -> Stream.of(it.debit(), it.credit());
            case Pending it -> Stream.of(it.debit(), it.credit());
            case Post _, Release _ -> Stream.empty();
        };
    }

    private static Hold hold(FoundRow row) {
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

    private static @Nullable Account account(FoundRow row) {
        var id = new AccountId(uuid(row, 0));
        var asset = row.get(1, String.class);
        if (asset == null) {
            return SystemAccounts.find(id)
                    .map(name -> Account.unused(id, name.asset()))
                    .orElse(null);
        }
        var sums = new Sums(number(row, 4), number(row, 5), number(row, 6), number(row, 7));
        boolean closed = Boolean.TRUE.equals(row.get(3, Boolean.class));
        return new Account(id, Asset.of(asset), AccountKind.of(number(row, 2)), closed, sums);
    }

    private static UUID uuid(FoundRow row, int column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }

    private static String text(FoundRow row, int column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static long number(FoundRow row, int column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    /** A batch's books as the journal sees them. */
    private static final class OpenBooks implements Batch<PostTransfers> {

        private static final int ENDED_HOLDS = 0;
        private static final int TOUCHED_ACCOUNTS = 1;

        private final List<Transfer> transfers;
        private final Clock clock;
        private final Books books;

        OpenBooks(List<Transfer> transfers, Clock clock) {
            this.transfers = transfers;
            this.clock = clock;
            this.books = new Books(clock.instant());
        }

        @Override
        public List<List<Object>> asks() {
            return List.of(
                    byShardAndId(transfers.stream()
                            .map(TransferWriter::endedBy)
                            .filter(Objects::nonNull)
                            .map(TransferId::value)),
                    byShardAndId(
                            transfers.stream().flatMap(TransferWriter::named).map(AccountId::value)),
                    byShardAndId(transfers.stream().map(it -> it.id().value())));
        }

        @Override
        public void found(int read, FoundRow row) {
            switch (read) {
                case ENDED_HOLDS -> books.put(hold(row));
                case TOUCHED_ACCOUNTS -> {
                    var account = account(row);
                    if (account != null) {
                        books.put(account);
                    }
                }
                default -> books.putUsed(new TransferId(uuid(row, 0)));
            }
        }

        // Along one account the time never runs backwards, and so no line ever slips into a part of a statement that
        // somebody has read.
        @Override
        public void locked() {
            books.at(clock.instant());
        }

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
