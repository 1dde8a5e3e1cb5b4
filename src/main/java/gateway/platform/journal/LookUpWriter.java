package gateway.platform.journal;

import java.util.List;

/** A writer that writes nothing: one look-up, while a batch is read, tells which of its entries are refused. */
public interface LookUpWriter<P extends Part> extends PartWriter<P> {

    Read read();

    @Override
    default List<Read> reads() {
        return List.of(read());
    }

    @Override
    default List<String> writes() {
        return List.of();
    }

    @Override
    LookUp<P> open(List<P> parts);

    /** What a batch asks, and what speaks against its parts. */
    interface LookUp<P extends Part> extends Batch<P> {

        /** The parameters of the one read. */
        List<Object> asked();

        void found(FoundRow row);

        @Override
        default List<List<Object>> asks() {
            return List.of(asked());
        }

        @Override
        default void found(int read, FoundRow row) {
            found(row);
        }

        @Override
        default void apply(P part) {
            // Looking changes nothing.
        }

        @Override
        default List<Rows> rows() {
            return List.of();
        }
    }
}
