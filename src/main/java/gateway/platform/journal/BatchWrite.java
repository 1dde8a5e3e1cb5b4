package gateway.platform.journal;

import gateway.platform.journal.PartWriter.Rows;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes a whole batch with one statement: every kind of row is a common table expression that counts what it wrote. A
 * statement that has nothing to write is left out; the few shapes this makes are each prepared once per connection.
 */
final class BatchWrite {

    private static final String MARK = "insert into platform.journal_batch (id) values (?::uuid)";

    // invalid_text_representation: every other value of the statement arrives in binary.
    private static final String NOT_A_NUMBER = "22P02";

    private final List<String> writes;
    private final Map<Long, String> shapes = new ConcurrentHashMap<>();

    BatchWrite(PartKinds kinds) {
        var all = new ArrayList<String>();
        all.add(MARK);
        IntStream.range(0, kinds.size())
                .forEach(place -> all.addAll(kinds.writer(place).writes()));
        this.writes = List.copyOf(all);
        if (writes.size() > Long.SIZE) {
            throw new IllegalStateException("More than 64 kinds of write");
        }
    }

    /**
     * Completes when every statement wrote what was expected of it; the server itself compares, so that COMMIT may be
     * sent without waiting for the counts. Call inside the batch's transaction.
     */
    Mono<Void> write(WriterConnection connection, UUID marker, List<Rows> rows) {
        var all = new ArrayList<Rows>(writes.size());
        all.add(new Rows(1, List.of(marker)));
        all.addAll(rows);
        if (all.size() != writes.size()) {
            return Mono.error(new IllegalStateException(
                    "%d sets of rows for %d statements".formatted(all.size(), writes.size())));
        }
        long present = present(all);
        var statement = bind(connection.statement(shapes.computeIfAbsent(present, this::text)), all);
        return Flux.from(statement.execute()).concatMap(Result::getRowsUpdated).then();
    }

    /** Whether the server found other counts than expected; its message names them. */
    static boolean isSurprise(Throwable error) {
        return error instanceof R2dbcException it && NOT_A_NUMBER.equals(it.getSqlState());
    }

    private static long present(List<Rows> all) {
        long present = 0;
        for (int i = 0; i < all.size(); i++) {
            present |= isPresent(all.get(i)) ? 1L << i : 0;
        }
        return present;
    }

    private static boolean isPresent(Rows rows) {
        return rows.expected() > 0
                || rows.binds().stream().anyMatch(bind -> bind.getClass().isArray() && Array.getLength(bind) > 0);
    }

    /**
     * {@code with w0 as (… returning 1), w3 as (… returning 1) select …}: where the counts are not the expected ones,
     * the list of them is no number, and the statement fails with it.
     */
    private String text(long present) {
        var text = new BatchText().add("with ");
        var counts = new StringJoiner(", ", "array[", "]");
        for (int i = 0; i < writes.size(); i++) {
            if ((present & 1L << i) != 0) {
                text.add((i == 0 ? "" : ", ") + "w" + i + " as (")
                        .addWithParameters(writes.get(i))
                        .add(" returning 1)");
                counts.add("(select count(*) from w" + i + ")");
            }
        }
        return text.add(" ").addWithParameters("""
                 select (case when n.written = ?::bigint[] then '0'
                             else 'rows written: ' || n.written::text
                        end)::integer
                  from (select %s) n(written)
                """.formatted(counts)).toString();
    }

    private static Statement bind(Statement statement, List<Rows> all) {
        int parameter = 0;
        var expected = new ArrayList<Long>(all.size());
        for (var rows : all) {
            if (isPresent(rows)) {
                expected.add(rows.expected());
                for (var bind : rows.binds()) {
                    statement.bind(parameter++, bind);
                }
            }
        }
        return statement.bind(parameter, expected.toArray(Long[]::new));
    }
}
