package gateway.operators;

import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moves an invoice on, decided under its lock by {@link InvoiceRules}.
 *
 * @param by the transaction that holds, pays or gives back; null when staff close it
 */
public record MoveInvoice(
        InvoiceNumber number, Action action, @Nullable UUID by) implements Part {

    /** What can happen to an invoice. */
    public enum Action {
        HOLD,
        PAY_AT_ONCE,
        PAY,
        RELEASE,
        GIVE_BACK,
        CLOSE
    }

    /** @param state what it is instead; null when there is no such invoice */
    public record InvoiceNotReady(Invoice.@Nullable State state) implements Refusal {}
}
