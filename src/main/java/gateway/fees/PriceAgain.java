package gateway.fees;

import gateway.shared.ids.CustomerId;

/** Prices recorded payments again, one after the other, by a pack of fees that is not in force. */
@FunctionalInterface
public interface PriceAgain {

    /**
     * What the payment would have cost. Ask in the order in which payments were made.
     *
     * @param moved whether money moved then: only that uses something of quotas and caps
     */
    FeeQuote price(CustomerId customer, FeeQuestion question, boolean moved);
}
