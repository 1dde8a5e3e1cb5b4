package gateway.audit.proof;

import static gateway.platform.postgres.Columns.required;

import gateway.audit.tree.Hash;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;

/**
 * Events whose hashes are kept together.
 *
 * @param first the position of the first of them
 * @param until all events from the piece before up to that moment
 */
record Piece(long first, int size, Instant until, List<Hash> hashes) {

    Piece {
        hashes = List.copyOf(hashes);
    }

    static Piece of(Readable row) {
        return new Piece(
                required(row, "first", Long.class),
                required(row, "size", Integer.class),
                required(row, "until", Instant.class),
                Hash.split(required(row, "hashes", byte[].class)));
    }
}
