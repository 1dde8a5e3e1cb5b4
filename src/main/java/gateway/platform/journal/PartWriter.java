package gateway.platform.journal;

import io.r2dbc.spi.Connection;
import java.util.List;
import org.reactivestreams.Publisher;

/**
 * How one kind of part is locked, decided and written for a whole batch. The journal calls, inside one transaction:
 * {@link #lock} of every writer in {@link #order}, then {@link Batch#check} and {@link Batch#apply} entry by entry,
 * then one statement made of every writer's {@link #writes}.
 */
public interface PartWriter<P extends Part> {

    Class<P> kind();

    /** Lower locks first; two writers with the same order would be a deadlock waiting to happen. */
    int order();

    /**
     * The data-modifying statements of this kind of part, in fixed text, so that one prepared plan serves every batch
     * size. Parameters are arrays written {@code ?}, unnested in the statement; each statement must report its affected
     * rows, so it ends without a {@code returning} clause (the journal adds {@code returning 1}).
     */
    List<String> writes();

    /** Locks and reads everything the parts touch: sorted, one statement. Emits the batch once. */
    Publisher<? extends Batch<P>> lock(Connection connection, List<P> parts);

    /** The rows of one batch in memory. Not shared between threads. */
    interface Batch<P extends Part> {

        /** What speaks against the part after everything applied before it; null when nothing does. Changes nothing. */
        @org.jspecify.annotations.Nullable
        Refusal check(P part);

        /** Makes the part true in memory. Called only when no part of its entry was refused. */
        void apply(P part);

        /** The parameters of each statement of {@link #writes}, in the same order. */
        List<Rows> rows();
    }

    /**
     * @param binds one for each {@code ?}: arrays of Short, Integer, Long, UUID, String or byte[], or a single value
     *     that all rows share; the statement is left out when nothing is expected of it and all its arrays are empty
     * @param expected how many rows the statement must affect; another number rolls the batch back
     */
    record Rows(long expected, List<Object> binds) {}
}
