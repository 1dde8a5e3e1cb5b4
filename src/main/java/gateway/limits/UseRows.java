package gateway.limits;

import static gateway.platform.journal.Columns.column;

import gateway.limits.Tally.Count;
import gateway.platform.journal.PartWriter.Rows;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a batch's uses change in the tables, statement by statement. */
final class UseRows {

    private static final String INSERT_COUNTERS = """
            insert into limits.counter (shard, scope, limit_id, bucket, taken, given_back, until)
            select *
              from unnest(?::smallint[], ?::uuid[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::timestamptz[])
            """;

    private static final String UPDATE_COUNTERS = """
            update limits.counter c
               set taken = u.taken, given_back = u.given_back, until = greatest(c.until, u.until)
              from unnest(?::smallint[], ?::uuid[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::timestamptz[])
                   u(shard, scope, limit_id, bucket, taken, given_back, until)
             where c.shard = u.shard and c.scope = u.scope and c.limit_id = u.limit_id and c.bucket = u.bucket
            """;

    private static final String INSERT_TAKEN = """
            insert into limits.taken (shard, scope, limit_id, at, use, units, payee, until)
            select *
              from unnest(?::smallint[], ?::uuid[], ?::text[], ?::timestamptz[], ?::uuid[], ?::bigint[], ?::uuid[],
                          ?::timestamptz[])
            """;

    private static final String DELETE_TAKEN = """
            delete from limits.taken t
             using unnest(?::smallint[], ?::uuid[], ?::text[], ?::timestamptz[], ?::uuid[])
                   u(shard, scope, limit_id, at, use)
             where t.shard = u.shard and t.scope = u.scope and t.limit_id = u.limit_id and t.at = u.at and t.use = u.use
            """;

    private static final String INSERT_USES = """
            insert into limits.use (shard, id, at, payee, taken, minor)
            select * from unnest(?::smallint[], ?::uuid[], ?::timestamptz[], ?::uuid[], ?::text[], ?::bigint[])
            """;

    private static final String LESSEN_TAKEN = """
            update limits.taken t
               set units = t.units - u.units
              from unnest(?::smallint[], ?::uuid[], ?::text[], ?::timestamptz[], ?::uuid[], ?::bigint[])
                   u(shard, scope, limit_id, at, use, units)
             where t.shard = u.shard and t.scope = u.scope and t.limit_id = u.limit_id and t.at = u.at and t.use = u.use
            """;

    private static final String REFUND_USES = """
            update limits.use s
               set refunded = u.refunded
              from unnest(?::smallint[], ?::uuid[], ?::bigint[]) u(shard, id, refunded)
             where s.shard = u.shard and s.id = u.id
            """;

    static final List<String> WRITES = List.of(
            INSERT_COUNTERS, UPDATE_COUNTERS, INSERT_TAKEN, DELETE_TAKEN, INSERT_USES, LESSEN_TAKEN, REFUND_USES);

    private UseRows() {}

    /** One single use, as the table of them has it. */
    private record Single(CountUse use, Taken taken) {}

    /** Where a single use stands. */
    private record Row(CounterKey key, Instant at, UUID use) {}

    static List<Rows> of(Tally tally, Refunds refunds, List<CountUse> applied) {
        var untils = new Untils(applied);
        var changed = tally.counts().entrySet().stream()
                .filter(entry -> entry.getValue().isChanged())
                .toList();
        return List.of(
                counters(
                        changed.stream()
                                .filter(entry -> !entry.getValue().isStored())
                                .toList(),
                        untils),
                counters(
                        changed.stream()
                                .filter(entry -> entry.getValue().isStored())
                                .toList(),
                        untils),
                taken(singles(applied, CountUse::taken)),
                givenBack(singles(applied, CountUse::back)),
                uses(tally, applied.stream().filter(CountUse::takes).toList()),
                lessened(applied),
                refunds.rows());
    }

    private static List<Single> singles(List<CountUse> uses, Function<CountUse, List<Taken>> which) {
        var singles = new ArrayList<Single>();
        for (var use : uses) {
            for (var taken : which.apply(use)) {
                if (taken.kept()) {
                    singles.add(new Single(use, taken));
                }
            }
        }
        return singles;
    }

    private static Rows counters(List<Map.Entry<CounterKey, Count>> all, Untils untils) {
        var keys = all.stream().map(Map.Entry::getKey).toList();
        return rows(
                keys,
                column(keys, CounterKey::bucket, Long[]::new),
                column(all, entry -> entry.getValue().taken(), Long[]::new),
                column(all, entry -> entry.getValue().givenBack(), Long[]::new),
                column(keys, untils::of, Instant[]::new));
    }

    private static Rows taken(List<Single> all) {
        return rows(
                keys(all),
                column(all, single -> single.use().at(), Instant[]::new),
                column(all, single -> single.use().id(), UUID[]::new),
                column(all, single -> single.taken().units(), Long[]::new),
                column(all, single -> single.use().payee(), UUID[]::new),
                column(all, single -> single.taken().until(), Instant[]::new));
    }

    private static Rows givenBack(List<Single> all) {
        return rows(
                keys(all),
                column(all, single -> single.use().at(), Instant[]::new),
                column(all, single -> single.use().id(), UUID[]::new));
    }

    // Several refunds of one payment may share a batch, and each row is written once.
    private static Rows lessened(List<CountUse> uses) {
        var all = singles(uses, CountUse::less).stream()
                .collect(Collectors.toMap(
                        it -> new Row(it.taken().key(), it.use().at(), it.use().id()),
                        it -> it.taken().units(),
                        Math::addExact,
                        LinkedHashMap::new))
                .entrySet()
                .stream()
                .toList();
        return rows(
                all.stream().map(it -> it.getKey().key()).toList(),
                column(all, it -> it.getKey().at(), Instant[]::new),
                column(all, it -> it.getKey().use(), UUID[]::new),
                column(all, Map.Entry::getValue, Long[]::new));
    }

    private static List<CounterKey> keys(List<Single> all) {
        return all.stream().map(single -> single.taken().key()).toList();
    }

    /** One row for each key, with these columns after its own. */
    private static Rows rows(List<CounterKey> keys, Object[]... columns) {
        var binds = new ArrayList<Object>(List.of(shards(keys), scopes(keys), limits(keys)));
        binds.addAll(Arrays.asList(columns));
        return new Rows(keys.size(), List.copyOf(binds));
    }

    private static Rows uses(Tally tally, List<CountUse> all) {
        var moments = new HashMap<Instant, String>();
        return new Rows(
                all.size(),
                List.of(
                        column(all, use -> (short) TimeOrderedIds.shardOf(use.id()), Short[]::new),
                        column(all, CountUse::id, UUID[]::new),
                        column(all, CountUse::at, Instant[]::new),
                        column(all, CountUse::payee, UUID[]::new),
                        column(all, use -> text(tally, use, moments), String[]::new),
                        column(all, CountUse::minor, Long[]::new)));
    }

    private static String text(Tally tally, CountUse use, Map<Instant, String> moments) {
        return Taken.text(
                use.lasting(),
                taken -> personal(tally, use, taken),
                moment -> moments.computeIfAbsent(moment, Instant::toString));
    }

    private static @Nullable UUID personal(Tally tally, CountUse use, Taken taken) {
        var customer = use.customer();
        var personal = customer == null
                ? null
                : tally.personal(customer, use.at(), taken.key().limit());
        return personal == null ? null : personal.id();
    }

    /** Of what is claimed, that in wallets, each once. */
    static List<Claim> wallets(Stream<Claim> claims) {
        var all = new TreeMap<CounterKey, Claim>();
        claims.filter(claim -> claim.limit().isOfBalance()).forEach(claim -> all.put(claim.key(), claim));
        return List.copyOf(all.values());
    }

    /** Where to look for what is in them. */
    static List<Object> asks(List<Claim> wallets) {
        var keys = wallets.stream().map(Claim::key).toList();
        return List.of(shards(keys), scopes(keys), limits(keys), column(wallets, Claim::wallet, UUID[]::new));
    }

    static Short[] shards(List<CounterKey> keys) {
        return column(keys, CounterKey::shard, Short[]::new);
    }

    static UUID[] scopes(List<CounterKey> keys) {
        return column(keys, CounterKey::scope, UUID[]::new);
    }

    static String[] limits(List<CounterKey> keys) {
        return column(keys, CounterKey::limit, String[]::new);
    }
}
