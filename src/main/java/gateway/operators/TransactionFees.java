package gateway.operators;

import gateway.fees.Beneficiary;
import gateway.fees.FeeId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.List;

/**
 * What a transaction costs whom it pays, as it was priced when it was announced; a later tariff changes nothing. The
 * places of the parts never change: their transfers are named after them.
 */
public record TransactionFees(List<Part> parts) {

    public static final TransactionFees NONE = new TransactionFees(List.of());

    /** More would leave no names for their transfers. */
    private static final int MOST = 64;

    public TransactionFees {
        parts = List.copyOf(parts);
        if (parts.size() > MOST) {
            throw new IllegalArgumentException("A transaction has %d parts of fees at most".formatted(MOST));
        }
    }

    /**
     * What one beneficiary gets of one fee, out of what the payee is credited.
     *
     * @param schedule the schedule and its version, such as {@code top-ups v2}
     */
    public record Part(FeeId fee, String schedule, Beneficiary to, Money amount) {

        public Part {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("No part of a fee is nothing");
            }
        }
    }

    public boolean isNone() {
        return parts.isEmpty();
    }

    public Money total(Asset asset) {
        return parts.stream().map(Part::amount).reduce(Money.zero(asset), Money::plus);
    }
}
