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
}
