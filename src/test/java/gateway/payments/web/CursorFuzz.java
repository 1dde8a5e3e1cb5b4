package gateway.payments.web;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.ledger.StatementCursor;
import gateway.shared.ids.TransferId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A place in a statement: what we wrote is read back, and what is read is a place. */
public final class CursorFuzz implements FuzzTarget {

    private static final long LAST = 4_000_000_000_000_000L;

    @Override
    public void read(byte[] input) {
        CursorText.read(Promises.latin(input)).ifPresent(CursorFuzz::readsBack);
        if (input.length >= Long.BYTES * 3) {
            var bytes = ByteBuffer.wrap(input);
            var at = Instant.EPOCH.plus(Math.floorMod(bytes.getLong(), LAST), ChronoUnit.MICROS);
            readsBack(new StatementCursor(at, new TransferId(new UUID(bytes.getLong(), bytes.getLong()))));
        }
    }

    private static void readsBack(StatementCursor cursor) {
        Promises.same(cursor, CursorText.read(CursorText.write(cursor)).orElse(null));
    }
}
