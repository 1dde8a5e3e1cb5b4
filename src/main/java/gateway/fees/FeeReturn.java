package gateway.fees;

import gateway.shared.money.Money;
import java.util.List;

/** What of a fee goes back with a refund, or why there cannot be such a refund. */
public sealed interface FeeReturn {

    /** @param parts who had paid, to whom, and how much of it goes the other way now; none of them zero */
    record Returned(Money total, List<FeePart> parts) implements FeeReturn {

        public Returned {
            parts = List.copyOf(parts);
        }
    }

    /** Why not. */
    enum Refused implements FeeReturn {
        NOTHING_TO_REFUND,
        OTHER_CURRENCY,
        MORE_THAN_PAID
    }
}
