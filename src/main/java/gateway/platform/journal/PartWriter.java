package gateway.platform.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of part is locked, decided and written for a whole batch. The journal calls, inside one transaction:
 * {@link #open} for every kind; then one statement made of every writer's {@link #reads} in {@link #order}, whose rows
 * reach {@link Batch#found}; then {@link Batch#check} and {@link Batch#apply} entry by entry; then one statement made
 * of every writer's {@link #writes}.
 */
public interface PartWriter<P extends Part> {

    Class<P> kind();

    /** Lower locks first; two writers with the same order would be a deadlock waiting to happen. */
    int order();

    /**
     * What is locked and looked up, one after the other. All of a batch sees the database as it was when the statement
     * began, except for rows that it locks, which it sees as they are once it has them. What another batch inserts
     * meanwhile is therefore not found: a unique key must stand where that matters, and the batch runs again.
     */
    List<Read> reads();

    /**
     * The data-modifying statements of this kind of part, in fixed text, so that one prepared plan serves every batch
     * size. Parameters are arrays written {@code ?}, unnested in the statement, which the journal does in the cheaper
     * way ({@link ArrayTable}); each statement must report its affected rows, so it ends without a {@code returning}
     * clause (the journal adds {@code returning 1}).
     */
    List<String> writes();

    /** The batch of these parts, before anything is read. */
    Batch<P> open(List<P> parts);

    /**
     * A query that locks or looks up, with parameters written {@code ?} as in {@link #writes}.
     *
     * @param name by which later reads of the same writer may use its rows, as a table; unique among all writers
     * @param columns names and PostgreSQL types of what it selects, in order: {@code id uuid, version integer}
     */
    record Read(String name, String columns, String text) {}

    /** A row as its read selected it: the columns by their place. */
    interface FoundRow {

        <T> @Nullable T get(int column, Class<T> type);
    }

    /** The rows of one batch in memory. Not shared between threads. */
    interface Batch<P extends Part> {

        /** The parameters of each of {@link #reads}, in the same order; one whose arrays are all empty is left out. */
        List<List<Object>> asks();

        /**
         * A row that was read and, if its read locks, is locked. Every row of a read comes before the next read's.
         *
         * @param read its place in {@link #reads}
         */
        void found(int read, FoundRow row);

        /** Everything is locked. */
        default void locked() {}

        /** What speaks against the part after everything applied before it; null when nothing does. Changes nothing. */
        @Nullable
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
