package gateway.operators;

import gateway.shared.ids.MerchantId;
import gateway.shared.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant asks somebody to pay, once and exactly.
 *
 * @param about what the payer is shown
 * @param goods what the tax receipt names; null when nobody said so
 */
public record Invoice(
        InvoiceNumber number,
        MerchantId merchant,
        Money amount,
        String about,
        @Nullable Goods goods,
        State state,
        Instant openedAt) {

    /** Open until a transaction holds it; open again when that one is cancelled before it paid. */
    public enum State {
        OPEN,
        HELD,
        PAID,
        /** Nobody can pay it any more: it was withdrawn, or its money was given back. */
        CLOSED
    }
}
