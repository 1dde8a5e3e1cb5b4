package gateway.platform.journal;

import gateway.platform.journal.PartWriter.Batch;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.platform.journal.PartWriter.Read;
import io.r2dbc.spi.Readable;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Locks and reads everything that a batch touches with one statement, so that it costs one round trip whatever its
 * entries are made of. Every {@link Read} is a common table expression; their rows come one read after the other, which
 * is also the order in which the server takes the locks. A read that asks for nothing is left out. Columns of one type
 * share their places in the result.
 */
final class BatchRead {

    private final PartKinds kinds;
    private final List<Known> reads = new ArrayList<>();
    private final Map<Long, Shape> shapes = new ConcurrentHashMap<>();

    BatchRead(PartKinds kinds) {
        this.kinds = kinds;
        for (int place = 0; place < kinds.size(); place++) {
            var all = kinds.writer(place).reads();
            for (int number = 0; number < all.size(); number++) {
                reads.add(known(place, number, all));
            }
        }
        if (reads.size() > Long.SIZE) {
            throw new IllegalStateException("More than 64 reads");
        }
    }

    /**
     * One of all the reads there are.
     *
     * @param always whether it has no array, so that it always asks for something
     * @param users a bit for each that uses its rows, as a table
     */
    private record Known(int place, int number, Read read, boolean always, long users) {}

    private Known known(int place, int number, List<Read> all) {
        var read = all.get(number);
        return new Known(place, number, read, !read.text().contains("[]"), users(all, number, reads.size()));
    }

    private static long users(List<Read> all, int number, int first) {
        var name = Pattern.compile("\\b" + all.get(number).name() + "\\b");
        long users = 0;
        for (int later = number + 1; later < all.size(); later++) {
            users |= name.matcher(all.get(later).text()).find() ? 1L << (first + later - number) : 0;
        }
        return users;
    }

    /** Completes when every batch has found its rows. Call inside the transaction. */
    Mono<Void> read(WriterConnection connection, @Nullable Batch<Part>[] batches) {
        var asks = asks(batches);
        long present = present(batches, asks);
        if (present == 0) {
            return Mono.empty();
        }
        var shape = shapes.computeIfAbsent(present, this::shape);
        var statement = connection.statement(shape.text());
        int parameter = 0;
        for (int i = 0; i < asks.size(); i++) {
            if ((present & 1L << i) != 0) {
                for (var bind : asks.get(i)) {
                    statement.bind(parameter++, bind);
                }
            }
        }
        return Flux.from(statement.execute())
                .concatMap(result -> result.map(row -> shape.found(row, batches)))
                .then();
    }

    /** The parameters of each read there is; none where the batch has nothing of its kind. */
    private List<List<Object>> asks(@Nullable Batch<Part>[] batches) {
        var asks = new ArrayList<List<Object>>(reads.size());
        for (int place = 0; place < batches.length; place++) {
            var batch = batches[place];
            if (batch != null) {
                asks.addAll(batch.asks());
            } else {
                kinds.writer(place).reads().forEach(_ -> asks.add(List.of()));
            }
        }
        if (asks.size() != reads.size()) {
            throw new IllegalStateException("%d sets of parameters for %d reads".formatted(asks.size(), reads.size()));
        }
        return asks;
    }

    /**
     * A bit for each read that asks for something itself, or by the rows of one that does; and for each whose rows such
     * a one uses.
     */
    private long present(@Nullable Batch<Part>[] batches, List<List<Object>> asks) {
        long present = 0;
        for (int i = 0; i < reads.size(); i++) {
            var it = reads.get(i);
            boolean wanted = batches[it.place()] != null
                    && (it.always()
                            || (present & 1L << i) != 0
                            || asks.get(i).stream().anyMatch(BatchRead::isSomething));
            present |= wanted ? 1L << i | it.users() : 0;
        }
        for (int i = reads.size() - 1; i >= 0; i--) {
            present |= (present & reads.get(i).users()) != 0 ? 1L << i : 0;
        }
        return present;
    }

    private static boolean isSomething(Object bind) {
        return bind.getClass().isArray() && Array.getLength(bind) > 0;
    }

    private Shape shape(long present) {
        var origins = new ArrayList<Origin>();
        var slots = new ArrayList<String>();
        for (int i = 0; i < reads.size(); i++) {
            if ((present & 1L << i) != 0) {
                var it = reads.get(i);
                var columns = Column.of(it.read().columns());
                origins.add(new Origin(it.place(), it.number(), it.read(), columns, slots(columns, slots)));
            }
        }
        return new Shape(text(origins, slots), List.copyOf(origins));
    }

    /**
     * For each column the first place of its type that no column before it has taken; new places where none is left.
     */
    private static int[] slots(List<Column> columns, List<String> slots) {
        var taken = new boolean[slots.size() + columns.size()];
        var mine = new int[columns.size()];
        for (int i = 0; i < mine.length; i++) {
            int slot = 0;
            while (slot < slots.size()
                    && (taken[slot] || !slots.get(slot).equals(columns.get(i).type()))) {
                slot++;
            }
            if (slot == slots.size()) {
                slots.add(columns.get(i).type());
            }
            taken[slot] = true;
            mine[i] = slot;
        }
        return mine;
    }

    /** {@code with cards (id, …) as (…), … select 0::smallint, id, null::text from cards union all select …}. */
    private static String text(List<Origin> origins, List<String> slots) {
        var text = new BatchText();
        for (int i = 0; i < origins.size(); i++) {
            var it = origins.get(i);
            text.add(i == 0 ? "with " : ", ")
                    .add(it.read().name() + " ("
                            + String.join(
                                    ", ",
                                    it.columns().stream().map(Column::name).toList()) + ") as (")
                    .addWithParameters(it.read().text())
                    .add(")");
        }
        for (int i = 0; i < origins.size(); i++) {
            text.add(i == 0 ? " " : " union all ").add("select " + i + "::smallint");
            for (int slot = 0; slot < slots.size(); slot++) {
                text.add(", " + origins.get(i).selected(slot, slots.get(slot)));
            }
            text.add(" from " + origins.get(i).read().name());
        }
        return text.toString();
    }

    /** A column that a read promises. */
    private record Column(String name, String type) {

        static List<Column> of(String columns) {
            var all = new ArrayList<Column>();
            for (var column : columns.split(",", -1)) {
                var words = column.strip().split(" ", 2);
                all.add(new Column(words[0], words[1].strip()));
            }
            return List.copyOf(all);
        }
    }

    /** Which read a row comes from, and where its columns are in the result, after the origin's own number. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Origin(int place, int number, Read read, List<Column> columns, int[] slots) {

        String selected(int slot, String type) {
            for (int i = 0; i < slots.length; i++) {
                if (slots[i] == slot) {
                    return columns.get(i).name();
                }
            }
            return "null::" + type;
        }
    }

    /** The statement for the kinds that one batch has, prepared once per connection. */
    private record Shape(String text, List<Origin> origins) {

        boolean found(Readable row, @Nullable Batch<Part>[] batches) {
            var origin = origins.get(Objects.requireNonNull(row.get(0, Short.class)));
            Objects.requireNonNull(batches[origin.place()]).found(origin.number(), new Own(row, origin.slots()));
            return true;
        }
    }

    /** A row as its own writer selected it. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Own(Readable row, int[] slots) implements FoundRow {

        @Override
        public <T> @Nullable T get(int column, Class<T> type) {
            return row.get(slots[column] + 1, type);
        }
    }
}
