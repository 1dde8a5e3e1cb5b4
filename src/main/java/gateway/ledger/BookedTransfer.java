package gateway.ledger;

import gateway.shared.ids.TransferId;
import gateway.shared.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the transfer table: what was done, never changed again.
 *
 * @param pending the hold it ends, for the kinds that end one
 */
record BookedTransfer(
        TransferId id,
        Kind kind,
        Account debit,
        Account credit,
        Money amount,
        Purpose purpose,
        UUID reference,
        @Nullable TransferId pending) {

    /** The code is stored, so it never changes its meaning. */
    enum Kind {
        DIRECT(1),
        PENDING(2),
        POST(3),
        RELEASE(4),
        EXPIRY(5);

        private final short code;

        Kind(int code) {
            this.code = (short) code;
        }

        short code() {
            return code;
        }
    }
}
