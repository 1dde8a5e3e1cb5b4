package gateway.platform.journal;

import java.util.List;

/**
 * A writer whose parts only add rows, by one statement: it reads and locks nothing, and never refuses.
 *
 * @param <R> what becomes a row
 */
public interface AppendWriter<P extends Part, R> extends PartWriter<P> {

    String insert();

    /** What one part adds. */
    List<R> added(P part);

    /** The parameters of the statement for these rows, which are in the order in which they became true. */
    List<Object> columns(List<R> rows);

    @Override
    default List<Read> reads() {
        return List.of();
    }

    @Override
    default List<String> writes() {
        return List.of(insert());
    }

    @Override
    default Batch<P> open(List<P> parts) {
        return new Additions<>(this);
    }
}
