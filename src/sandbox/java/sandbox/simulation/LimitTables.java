package sandbox.simulation;

import gateway.limits.CountStore.Kept;
import gateway.limits.CounterKey;
import gateway.platform.journal.PartWriter.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The model of the tables of limits; rows come as the product's writer gives them to PostgreSQL. */
final class LimitTables {

    /** Whether there are rules in this seed. */
    boolean limited;

    final Map<CounterKey, Count> counters = new LinkedHashMap<>();
    private final Map<Single, Long> singles = new LinkedHashMap<>();
    private final Map<UUID, Kept> uses = new HashMap<>();
    private final Map<UUID, Moved> movements = new HashMap<>();

    /** What one payment moved, and what of it went back. */
    private record Moved(long minor, long refunded) {}

    /** One row of counters. */
    record Count(long taken, long givenBack) {}

    /** One row of single uses. */
    private record Single(
            UUID scope,
            String limit,
            Instant at,
            UUID use,
            @Nullable UUID payee) {

        Single key() {
            return new Single(scope, limit, at, use, null);
        }
    }

    @Nullable
    Kept keptOf(UUID payment) {
        return uses.get(payment);
    }

    long used(CounterKey key) {
        var count = counters.get(key);
        return count == null ? 0 : count.taken() - count.givenBack();
    }

    /** New counters, changed counters, single uses that come and go, what each payment took. */
    void write(List<Rows> rows) {
        counters(rows.get(0), true);
        counters(rows.get(1), false);
        come(rows.get(2).binds());
        go(rows.get(3).binds());
        keep(rows.get(4).binds());
        lessen(rows.get(5).binds());
        refund(rows.get(6).binds());
    }

    private void counters(Rows rows, boolean fresh) {
        var keys = keys(rows.binds());
        for (int n = 0; n < keys.size(); n++) {
            var count = new Count(number(rows.binds(), 4, n), number(rows.binds(), 5, n));
            if (count.givenBack() > count.taken()) {
                throw new Violation("nothing is given back that was not taken", keys.get(n) + " " + count);
            }
            unique((counters.put(keys.get(n), count) == null) == fresh, "counter");
        }
    }

    private void come(List<Object> binds) {
        for (int n = 0; n < length(binds); n++) {
            var payee = ((UUID[]) binds.get(6))[n];
            var single = single(binds, n, payee);
            unique(singles.keySet().stream().noneMatch(it -> it.key().equals(single.key())), "single use");
            singles.put(single, number(binds, 5, n));
        }
    }

    private void go(List<Object> binds) {
        for (int n = 0; n < length(binds); n++) {
            var gone = single(binds, n, null);
            unique(singles.keySet().removeIf(it -> it.key().equals(gone)), "use that went");
        }
    }

    private void keep(List<Object> binds) {
        for (int n = 0; n < length(binds); n++) {
            var kept =
                    new Kept(((Instant[]) binds.get(2))[n], ((UUID[]) binds.get(3))[n], ((String[]) binds.get(4))[n]);
            var id = ((UUID[]) binds.get(1))[n];
            unique(uses.put(id, kept) == null, "use");
            movements.put(id, new Moved(number(binds, 5, n), 0));
        }
    }

    // No limit here keeps amounts one by one.
    private static void lessen(List<Object> binds) {
        unique(length(binds) == 0, "single amount");
    }

    private void refund(List<Object> binds) {
        for (int n = 0; n < length(binds); n++) {
            var id = ((UUID[]) binds.get(1))[n];
            var moved = Objects.requireNonNull(movements.get(id));
            movements.put(id, new Moved(moved.minor(), number(binds, 2, n)));
        }
    }

    private List<Map<String, @Nullable Object>> refunded(List<Object> asked) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (int n = 0; n < length(asked); n++) {
            var moved = movements.get(((UUID[]) asked.get(1))[n]);
            if (moved != null) {
                rows.add(Locks.row("n", n + 1L, "minor", moved.minor(), "refunded", moved.refunded()));
            }
        }
        return rows;
    }

    /** What is found for a read of the product's writer. */
    List<Map<String, @Nullable Object>> rows(String read, List<Object> asked) {
        return switch (read) {
            // Nobody has a maximum of their own here.
            case "limit_maxima" -> List.of();
            case "limit_counters" -> counted(keys(asked));
            // No limit of this pack bounds a balance.
            case "limit_wallets" -> List.of();
            case "limit_refunds" -> refunded(asked);
            default -> seen(asked);
        };
    }

    private List<Map<String, @Nullable Object>> counted(List<CounterKey> keys) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (int n = 0; n < keys.size(); n++) {
            var count = counters.get(keys.get(n));
            if (count != null) {
                rows.add(Locks.row("n", n + 1L, "taken", count.taken(), "given_back", count.givenBack()));
            }
        }
        return rows;
    }

    private List<Map<String, @Nullable Object>> seen(List<Object> asked) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (int n = 0; n < length(asked); n++) {
            var scope = ((UUID[]) asked.get(1))[n];
            var limit = ((String[]) asked.get(2))[n];
            var since = ((Instant[]) asked.get(3))[n];
            var payee = ((UUID[]) asked.get(4))[n];
            var found = singles.entrySet().stream()
                    .filter(it -> it.getKey().scope().equals(scope)
                            && it.getKey().limit().equals(limit))
                    .filter(it -> it.getKey().at().isAfter(since))
                    .toList();
            var payees =
                    found.stream().map(it -> it.getKey().payee()).distinct().toList();
            var count = counters.get(new CounterKey(scope, limit, 0));
            rows.add(Locks.row(
                    "n",
                    n + 1L,
                    "units",
                    found.stream().mapToLong(Map.Entry::getValue).sum(),
                    "payees",
                    (long) payees.size(),
                    "known",
                    payees.contains(payee),
                    "taken_then",
                    count == null ? 0L : count.taken()));
        }
        return rows;
    }

    private static List<CounterKey> keys(List<Object> binds) {
        var keys = new ArrayList<CounterKey>();
        for (int n = 0; n < length(binds); n++) {
            keys.add(new CounterKey(
                    ((UUID[]) binds.get(1))[n], ((String[]) binds.get(2))[n], ((Long[]) binds.get(3))[n]));
        }
        return keys;
    }

    private static Single single(List<Object> binds, int n, @Nullable UUID payee) {
        return new Single(
                ((UUID[]) binds.get(1))[n],
                ((String[]) binds.get(2))[n],
                ((Instant[]) binds.get(3))[n],
                ((UUID[]) binds.get(4))[n],
                payee);
    }

    private static int length(List<Object> binds) {
        return ((Object[]) binds.getFirst()).length;
    }

    private static long number(List<Object> binds, int column, int n) {
        return ((Long[]) binds.get(column))[n];
    }

    private static void unique(boolean right, String what) {
        if (!right) {
            throw new Violation("unique key", "the same " + what + " was written twice, or never stood there");
        }
    }
}
