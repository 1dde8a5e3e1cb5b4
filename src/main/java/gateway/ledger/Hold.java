package gateway.ledger;

import gateway.ledger.PostTransfers.Pending;
import gateway.shared.ids.TransferId;
import java.time.Instant;

/** A pending transfer while a batch works on it. */
final class Hold {

    private final Pending pending;
    private final boolean isNew;
    private final State locked;
    private State state;

    /** The code is stored, so it never changes its meaning. */
    enum State {
        PENDING(1),
        POSTED(2),
        RELEASED(3),
        EXPIRED(4);

        private final short code;

        State(int code) {
            this.code = (short) code;
        }

        short code() {
            return code;
        }

        static State of(long code) {
            return switch ((int) code) {
                case 1 -> PENDING;
                case 2 -> POSTED;
                case 3 -> RELEASED;
                case 4 -> EXPIRED;
                default -> throw new IllegalArgumentException("No such state of a hold: " + code);
            };
        }
    }

    private Hold(Pending pending, boolean isNew, State locked) {
        this.pending = pending;
        this.isNew = isNew;
        this.locked = locked;
        this.state = locked;
    }

    static Hold stored(Pending pending, State state) {
        return new Hold(pending, false, state);
    }

    static Hold fresh(Pending pending) {
        return new Hold(pending, true, State.PENDING);
    }

    TransferId id() {
        return pending.id();
    }

    Pending pending() {
        return pending;
    }

    State state() {
        return state;
    }

    void become(State next) {
        state = next;
    }

    boolean isNew() {
        return isNew;
    }

    boolean isChanged() {
        return !isNew && state != locked;
    }

    boolean isOverdue(Instant now) {
        return !now.isBefore(pending.expiresAt());
    }
}
