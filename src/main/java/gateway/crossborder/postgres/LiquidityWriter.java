package gateway.crossborder.postgres;

import gateway.crossborder.TakeLiquidity;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts what is taken of correspondents' liquidity, under one row's lock for each, so that two who take at once never
 * take more than there is. Two who take of a new correspondent at once meet the primary key, and the later batch runs
 * again.
 */
@Component
class LiquidityWriter implements PartWriter<TakeLiquidity> {

    private static final String LOCK = """
            select l.correspondent, l.currency, l.used_minor
              from unnest(?::text[], ?::text[]) u(correspondent, currency)
             cross join lateral (
                   select correspondent, currency, used_minor
                     from crossborder.liquidity l
                    where l.correspondent = u.correspondent and l.currency = u.currency
                      for no key update) l
            """;

    private static final List<Read> READS =
            List.of(new Read("taken_liquidity", "correspondent text, currency text, used_minor bigint", LOCK));

    private static final String INSERT = """
            insert into crossborder.liquidity (correspondent, currency, used_minor)
            select * from unnest(?::text[], ?::text[], ?::bigint[])
            """;

    private static final String UPDATE = """
            update crossborder.liquidity l
               set used_minor = n.used
              from unnest(?::text[], ?::text[], ?::bigint[]) n(correspondent, currency, used)
             where l.correspondent = n.correspondent and l.currency = n.currency
            """;

    @Override
    public Class<TakeLiquidity> kind() {
        return TakeLiquidity.class;
    }

    /** Last of ours: whoever holds it waits for nothing else here. */
    @Override
    public int order() {
        return 1_130;
    }

    @Override
    public List<Read> reads() {
        return READS;
    }

    @Override
    public List<String> writes() {
        return List.of(INSERT, UPDATE);
    }

    @Override
    public Takings open(List<TakeLiquidity> parts) {
        return new Takings(parts);
    }

    /** Whose liquidity, in which currency. */
    private record Pool(String correspondent, String currency) {

        static final Comparator<Pool> IN_ORDER =
                Comparator.comparing(Pool::correspondent).thenComparing(Pool::currency);

        static Pool of(TakeLiquidity part) {
            return new Pool(part.correspondent(), part.change().asset().code());
        }
    }

    /** What one batch takes and gives back. */
    static final class Takings implements Batch<TakeLiquidity> {

        private final List<TakeLiquidity> parts;
        private final Map<Pool, Long> stored = new HashMap<>();
        private final Map<Pool, Long> used = new TreeMap<>(Pool.IN_ORDER);

        Takings(List<TakeLiquidity> parts) {
            this.parts = parts;
        }

        @Override
        public List<List<Object>> asks() {
            var pools = parts.stream()
                    .map(Pool::of)
                    .distinct()
                    .sorted(Pool.IN_ORDER)
                    .toList();
            return List.of(List.of(
                    pools.stream().map(Pool::correspondent).toArray(String[]::new),
                    pools.stream().map(Pool::currency).toArray(String[]::new)));
        }

        @Override
        public void found(int read, FoundRow row) {
            stored.put(
                    new Pool(
                            Objects.requireNonNull(row.get(0, String.class)),
                            Objects.requireNonNull(row.get(1, String.class))),
                    Objects.requireNonNull(row.get(2, Long.class)));
        }

        @Override
        public @Nullable Refusal check(TakeLiquidity part) {
            return part.cap() == null || after(part) <= part.cap().minor() ? null : new TakeLiquidity.Exhausted();
        }

        @Override
        public void apply(TakeLiquidity part) {
            used.put(Pool.of(part), after(part));
        }

        private long after(TakeLiquidity part) {
            var pool = Pool.of(part);
            long before = used.getOrDefault(pool, stored.getOrDefault(pool, 0L));
            return Math.addExact(before, part.change().minor());
        }

        @Override
        public List<Rows> rows() {
            var fresh = new ArrayList<Pool>();
            var changed = new ArrayList<Pool>();
            used.keySet().forEach(pool -> (stored.containsKey(pool) ? changed : fresh).add(pool));
            return List.of(rows(fresh), rows(changed));
        }

        private Rows rows(List<Pool> pools) {
            return new Rows(
                    pools.size(),
                    List.of(
                            pools.stream().map(Pool::correspondent).toArray(String[]::new),
                            pools.stream().map(Pool::currency).toArray(String[]::new),
                            pools.stream().map(used::get).toArray(Long[]::new)));
        }
    }
}
