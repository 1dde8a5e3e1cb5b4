package gateway.payments.web;

import gateway.ledger.StatementCursor;
import gateway.shared.ids.TransferId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** A place in a statement as clients carry it: opaque to them, and good for ever, because postings never change. */
final class CursorText {

    private static final int BYTES = Long.BYTES * 3;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private CursorText() {}

    static String write(StatementCursor cursor) {
        var id = cursor.transfer().value();
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, cursor.at()))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Empty for whatever we never wrote. */
    static Optional<StatementCursor> read(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == BYTES ? read(ByteBuffer.wrap(bytes)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<StatementCursor> read(ByteBuffer bytes) {
        long micros = bytes.getLong();
        if (micros < 0 || micros > ChronoUnit.MICROS.between(Instant.EPOCH, LAST)) {
            return Optional.empty();
        }
        var at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        return Optional.of(new StatementCursor(at, new TransferId(new UUID(bytes.getLong(), bytes.getLong()))));
    }
}
