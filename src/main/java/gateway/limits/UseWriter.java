package gateway.limits;

import static gateway.platform.journal.Columns.column;

import gateway.limits.Tally.Question;
import gateway.limits.Tally.Seen;
import gateway.limits.Tally.Stood;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Locks the counts that a batch of payments adds to, in sorted order, and writes what {@link Tally} made of them. */
@Component
class UseWriter implements PartWriter<CountUse> {

    // What stood when the batch began to read, held by its key: whoever replaces or withdraws it waits until the batch
    // is committed. One that ended while we waited would be left out if "ended_at is null" were asked of it again; its
    // successor is not seen yet, and the rule's own maximum would hold.
    private static final String FIND_PERSONAL = """
            select u.n, p.id, p.limit_id, p.max, p.until
              from unnest(?::smallint[], ?::uuid[]) with ordinality u(shard, customer, n)
             cross join lateral (
                   select id, limit_id, max, until
                     from limits.personal_max p
                    where p.shard = u.shard and p.customer = u.customer and p.ended_at is null) p
             cross join lateral (
                   select 1
                     from limits.personal_max held
                    where held.shard = u.shard and held.customer = u.customer and held.limit_id = p.limit_id
                      and held.id = p.id
                      for share) held
            """;

    private static final String LOCK_COUNTERS = """
            select u.n, c.taken, c.given_back
              from unnest(?::smallint[], ?::uuid[], ?::text[], ?::bigint[]) with ordinality
                   u(shard, scope, limit_id, bucket, n)
             cross join lateral (
                   select taken, given_back
                     from limits.counter c
                    where c.shard = u.shard and c.scope = u.scope and c.limit_id = u.limit_id and c.bucket = u.bucket
                      for no key update) c
            """;

    // The count as it was when the statement began: whoever held the lock may have added to it since.
    private static final String FIND_USES = """
            select u.n, found.units, found.payees, found.known, coalesce(c.taken, 0)
              from unnest(?::smallint[], ?::uuid[], ?::text[], ?::timestamptz[], ?::uuid[]) with ordinality
                   u(shard, scope, limit_id, since, payee, n)
             cross join lateral (
                   select coalesce(sum(t.units), 0)::bigint as units, count(distinct t.payee) as payees,
                          coalesce(bool_or(t.payee = u.payee), false) as known
                     from limits.taken t
                    where t.shard = u.shard and t.scope = u.scope and t.limit_id = u.limit_id and t.at > u.since) found
              left join limits.counter c
                on c.shard = u.shard and c.scope = u.scope and c.limit_id = u.limit_id and c.bucket = 0
            """;

    // Balance and count of one moment: what has arrived since is in the locked count.
    private static final String FIND_WALLETS = """
            select u.n, ledger.posted(u.shard, u.account), coalesce(c.given_back, 0)
              from unnest(?::smallint[], ?::uuid[], ?::text[], ?::uuid[]) with ordinality
                   u(shard, scope, limit_id, account, n)
              left join limits.counter c
                on c.shard = u.shard and c.scope = u.scope and c.limit_id = u.limit_id and c.bucket = 0
            """;

    private static final String LOCK_USES = """
            select u.n, s.minor, s.refunded
              from unnest(?::smallint[], ?::uuid[]) with ordinality u(shard, id, n)
             cross join lateral (
                   select minor, refunded
                     from limits.use s
                    where s.shard = u.shard and s.id = u.id
                      for no key update) s
            """;

    private static final List<Read> READS = List.of(
            new Read("limit_maxima", "n bigint, id uuid, limit_id text, max bigint, until timestamptz", FIND_PERSONAL),
            new Read("limit_counters", "n bigint, taken bigint, given_back bigint", LOCK_COUNTERS),
            new Read(
                    "limit_uses", "n bigint, units bigint, payees bigint, known boolean, taken_then bigint", FIND_USES),
            new Read("limit_wallets", "n bigint, posted bigint, given_back bigint", FIND_WALLETS),
            new Read("limit_refunds", "n bigint, minor bigint, refunded bigint", LOCK_USES));

    UseWriter() {}

    @Override
    public Class<CountUse> kind() {
        return CountUse.class;
    }

    /** After the ledger's accounts, which are wanted more. */
    @Override
    public int order() {
        return 2_000;
    }

    @Override
    public List<Read> reads() {
        return READS;
    }

    @Override
    public List<String> writes() {
        return UseRows.WRITES;
    }

    @Override
    public UseBatch open(List<CountUse> parts) {
        return new UseBatch(parts);
    }

    /** The uses of one batch. */
    static final class UseBatch implements Batch<CountUse> {

        private static final int PERSONAL = 0;
        private static final int COUNTERS = 1;
        private static final int WALLETS = 3;
        private static final int REFUNDS = 4;

        private final Tally tally = new Tally();
        private final List<CountUse> applied = new ArrayList<>();
        private final List<CounterKey> keys;
        private final List<CustomerId> customers;
        private final List<Look> looks = new ArrayList<>();
        private final List<Claim> wallets;
        private final List<UUID> refunded;
        private final Refunds refunds = new Refunds();

        /** One use's look into the window of one limit that keeps uses. */
        private record Look(Claim claim, CountUse use) {}

        UseBatch(List<CountUse> together) {
            var parts = together.stream().flatMap(CountUse::each).toList();
            var all = new TreeSet<CounterKey>();
            var holders = new TreeSet<>(Comparator.comparing(CustomerId::value));
            for (var part : parts) {
                part.taken().forEach(taken -> all.add(taken.key()));
                part.back().forEach(taken -> all.add(taken.key()));
                part.counted().stream()
                        .filter(claim -> claim.limit().keepsUses())
                        .forEach(claim -> looks.add(new Look(claim, part)));
                addHolders(part, holders);
            }
            this.keys = List.copyOf(all);
            this.customers = List.copyOf(holders);
            this.refunded = parts.stream()
                    .filter(CountUse::isRefund)
                    .map(CountUse::id)
                    .distinct()
                    .sorted()
                    .toList();
            this.wallets = UseRows.wallets(parts.stream().flatMap(part -> part.counted().stream()));
        }

        private static void addHolders(CountUse part, Set<CustomerId> holders) {
            if (part.customer() != null) {
                holders.add(part.customer());
                part.claims().forEach(claim -> holders.add(claim.holder()));
            }
        }

        @Override
        public List<List<Object>> asks() {
            var asked = looks.stream().map(look -> look.claim().key()).toList();
            return List.of(
                    List.of(
                            column(customers, it -> (short) it.shard(), Short[]::new),
                            column(customers, CustomerId::value, UUID[]::new)),
                    List.of(
                            UseRows.shards(keys),
                            UseRows.scopes(keys),
                            UseRows.limits(keys),
                            column(keys, CounterKey::bucket, Long[]::new)),
                    List.of(
                            UseRows.shards(asked),
                            UseRows.scopes(asked),
                            UseRows.limits(asked),
                            column(looks, look -> look.claim().since(), Instant[]::new),
                            column(looks, look -> look.use().payee(), UUID[]::new)),
                    UseRows.asks(wallets),
                    List.of(
                            column(refunded, it -> (short) TimeOrderedIds.shardOf(it), Short[]::new),
                            refunded.toArray(UUID[]::new)));
        }

        @Override
        public void found(int read, FoundRow row) {
            int n = Math.toIntExact(number(row, 0)) - 1;
            if (read == PERSONAL) {
                tally.put(personal(customers.get(n), row));
                return;
            }
            if (read == COUNTERS) {
                tally.put(keys.get(n), number(row, 1), number(row, 2));
                return;
            }
            if (read == REFUNDS) {
                refunds.put(refunded.get(n), number(row, 1), number(row, 2));
                return;
            }
            if (read == WALLETS) {
                tally.put(wallets.get(n).key(), new Stood(number(row, 1), number(row, 2)));
                return;
            }
            var look = looks.get(n);
            boolean known = Boolean.TRUE.equals(row.get(3, Boolean.class));
            tally.put(
                    new Question(look.claim().key(), look.use().id()),
                    new Seen(number(row, 1), number(row, 2), known, number(row, 4)));
        }

        private static PersonalMax personal(CustomerId customer, FoundRow row) {
            var until = Objects.requireNonNull(row.get(4, Instant.class));
            return new PersonalMax(
                    Objects.requireNonNull(row.get(1, UUID.class)),
                    customer,
                    Objects.requireNonNull(row.get(2, String.class)),
                    number(row, 3),
                    Instant.EPOCH,
                    until,
                    null);
        }

        private static long number(FoundRow row, int column) {
            return Objects.requireNonNull(row.get(column, Long.class));
        }

        @Override
        public @Nullable Refusal check(CountUse part) {
            return part.asks() ? tally.check(part) : null;
        }

        @Override
        public void apply(CountUse together) {
            together.each().forEach(this::count);
        }

        private void count(CountUse part) {
            tally.take(part);
            var decided = part.isRefund() ? refunds.decide(part) : part;
            decided.back().forEach(tally::giveBack);
            decided.less().forEach(tally::giveBack);
            applied.add(decided);
        }

        @Override
        public List<Rows> rows() {
            return UseRows.of(tally, refunds, applied);
        }
    }
}
