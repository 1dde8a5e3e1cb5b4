package gateway.platform.journal;

import gateway.platform.journal.PartWriter.Batch;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.platform.journal.PartWriter.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The batch of parts that only add rows, by one statement: nothing is read for them, and nothing speaks against them.
 *
 * @param <R> what becomes a row
 */
public abstract class Additions<P extends Part, R> implements Batch<P> {

    private final List<R> all = new ArrayList<>();

    /** What one part adds. */
    protected abstract List<R> added(P part);

    /** The parameters of the statement, each made with {@link #column}. */
    protected abstract List<Object> columns();

    /** One value of every row, in the order in which they became true. */
    protected final <T extends @Nullable Object> T[] column(Function<R, T> value, IntFunction<T[]> made) {
        var values = made.apply(all.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(all.get(i));
        }
        return values;
    }

    @Override
    public final List<List<Object>> asks() {
        return List.of();
    }

    @Override
    public final void found(int read, FoundRow row) {
        throw new IllegalStateException("Nothing is read");
    }

    @Override
    public final @Nullable Refusal check(P part) {
        return null;
    }

    @Override
    public final void apply(P part) {
        all.addAll(added(part));
    }

    @Override
    public final List<Rows> rows() {
        return List.of(new Rows(all.size(), columns()));
    }
}
