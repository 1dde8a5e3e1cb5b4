package gateway.fees;

import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a payment costs, or why that cannot be said. */
public sealed interface FeeQuote {

    /**
     * The price.
     *
     * @param at the moment whose schedules were applied
     * @param lines every fee that applies, in the order of the tariff; free ones too
     * @param debited what leaves the sender: the amount and the sender's part of all fees
     * @param credited what reaches the receiver: the amount without the receiver's part of all fees
     */
    record Quoted(Money amount, Instant at, List<FeeLine> lines, Money debited, Money credited) implements FeeQuote {

        public Quoted {
            lines = List.copyOf(lines);
        }

        /** What both sides pay together. */
        public Money total() {
            return debited.minus(credited);
        }
    }

    /** @param fee which one, where it is because of one */
    record Refused(Refusal why, @Nullable FeeId fee) implements FeeQuote {}

    /** Why there is no price. */
    enum Refusal {
        NEGATIVE_AMOUNT,
        USAGE_IN_OTHER_CURRENCY,
        /** Beyond what can be counted. */
        TOO_LARGE,
        /** The receiver would have to pay more than they receive. */
        FEE_EXCEEDS_AMOUNT
    }
}
