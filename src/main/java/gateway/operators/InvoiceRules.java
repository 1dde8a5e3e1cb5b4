package gateway.operators;

import gateway.operators.Invoice.State;
import gateway.operators.MoveInvoice.Action;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What may happen to an invoice, and through whom. */
public final class InvoiceRules {

    private InvoiceRules() {}

    /**
     * The state after the action; empty when the action is not possible.
     *
     * @param holder the transaction that holds the invoice or has paid it
     * @param by the transaction that wants something, if it is one
     */
    public static Optional<State> after(State now, @Nullable UUID holder, Action action, @Nullable UUID by) {
        boolean own = by != null && by.equals(holder);
        return switch (action) {
            case HOLD -> now == State.OPEN ? Optional.of(State.HELD) : Optional.empty();
            case PAY_AT_ONCE -> now == State.OPEN ? Optional.of(State.PAID) : Optional.empty();
            case PAY -> now == State.HELD && own ? Optional.of(State.PAID) : Optional.empty();
            case RELEASE -> now == State.HELD && own ? Optional.of(State.OPEN) : Optional.empty();
            case GIVE_BACK -> now == State.PAID && own ? Optional.of(State.CLOSED) : Optional.empty();
            case CLOSE -> now == State.OPEN ? Optional.of(State.CLOSED) : Optional.empty();
        };
    }
}
