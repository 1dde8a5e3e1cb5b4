package gateway.ledger;

import gateway.shared.ids.TransferId;
import java.time.Instant;
import java.util.UUID;

/** A place in a statement: everything strictly older follows. */
public record StatementCursor(Instant at, TransferId transfer) {

    /** Before this cursor lies the whole statement. */
    public static StatementCursor newest() {
        return new StatementCursor(Instant.parse("9999-01-01T00:00:00Z"), new TransferId(new UUID(-1, -1)));
    }

    /** Before this cursor lies what happened earlier than the instant. */
    public static StatementCursor earlierThan(Instant at) {
        return new StatementCursor(at, new TransferId(new UUID(0, 0)));
    }

    /** The cursor that lets less through. */
    public StatementCursor orEarlier(StatementCursor other) {
        return other.at().isAfter(at) ? this : other;
    }
}
