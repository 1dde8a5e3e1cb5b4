package gateway.crossborder;

import gateway.crossborder.Beneficiary.Details;
import gateway.processors.correspondent.CreditTransfer.ChargeBearer;
import gateway.shared.ids.BeneficiaryId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.QuoteId;
import gateway.shared.ids.RemittanceId;
import gateway.shared.ids.TimeOrderedIds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * What a remittance would cost, for one customer, once, and until it expires.
 *
 * @param side which of both sums the customer named
 * @param middle of the rate it was made of, for later proof; {@code provider} who had said it, {@code rateAsOf} for
 *     when
 * @param corridor name and version of the terms it was made under
 * @param within how long delivery may take; {@code charges} who pays the banks on the way
 */
public record Quote(
        QuoteId id,
        CustomerId customer,
        BeneficiaryId beneficiary,
        Details to,
        Side side,
        Sums sums,
        BigDecimal middle,
        String provider,
        Instant rateAsOf,
        String corridor,
        int corridorVersion,
        Duration within,
        ChargeBearer charges,
        Instant madeAt,
        Instant expiresAt) {

    private static final int REMITTANCE = 0x5152;

    /** Which sum the customer named. */
    public enum Side {
        SEND,
        RECEIVE
    }

    /** What the quote becomes when it is paid; it follows from the quote, so it becomes one at most. */
    public RemittanceId remittance() {
        return new RemittanceId(TimeOrderedIds.derive(id.value(), REMITTANCE));
    }

    /** The quote that a remittance was. */
    public static QuoteId of(RemittanceId remittance) {
        return new QuoteId(TimeOrderedIds.derive(remittance.value(), REMITTANCE));
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
