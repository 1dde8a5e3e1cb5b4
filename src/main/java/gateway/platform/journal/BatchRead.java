package gateway.platform.journal;

import gateway.platform.journal.PartWriter.Batch;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.platform.journal.PartWriter.Read;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Locks and reads everything that a batch touches with one statement, so that it costs one round trip whatever its
 * entries are made of. Every {@link Read} is a common table expression; their rows come one read after the other, which
 * is also the order in which the server takes the locks. Columns of one type share their places in the result.
 */
final class BatchRead {

    private final PartKinds kinds;
    private final Map<Long, Shape> shapes = new ConcurrentHashMap<>();

    BatchRead(PartKinds kinds) {
        this.kinds = kinds;
        if (kinds.size() > Long.SIZE) {
            throw new IllegalStateException("More than 64 kinds of part");
        }
    }

    /** Completes when every batch has found its rows. Call inside the transaction. */
    Mono<Void> read(WriterConnection connection, @Nullable Batch<Part>[] batches) {
        long present = 0;
        var binds = new ArrayList<Object>();
        for (int place = 0; place < batches.length; place++) {
            var batch = batches[place];
            if (batch != null && !kinds.writer(place).reads().isEmpty()) {
                present |= 1L << place;
                batch.asks().forEach(binds::addAll);
            }
        }
        if (present == 0) {
            return Mono.empty();
        }
        var shape = shapes.computeIfAbsent(present, this::shape);
        var statement = connection.statement(shape.text());
        for (int i = 0; i < binds.size(); i++) {
            statement.bind(i, binds.get(i));
        }
        return Flux.from(statement.execute())
                .concatMap(result -> result.map(row -> shape.found(row, batches)))
                .then();
    }

    private Shape shape(long present) {
        var origins = new ArrayList<Origin>();
        var slots = new ArrayList<String>();
        for (int place = 0; place < kinds.size(); place++) {
            if ((present & 1L << place) != 0) {
                var reads = kinds.writer(place).reads();
                for (int read = 0; read < reads.size(); read++) {
                    var columns = Column.of(reads.get(read).columns());
                    origins.add(new Origin(place, read, reads.get(read), columns, slots(columns, slots)));
                }
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
