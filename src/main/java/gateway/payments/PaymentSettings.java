package gateway.payments;

import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.payments}.
 *
 * @param stepUpAboveMinor payments above this many minor units need the customer's code (tiyin for UZS)
 * @param stepUpForNewPayee whether the first payment to a card or wallet that is not the customer's own needs a code
 * @param lease how long the node that asks a rail keeps a payment to itself; longer than any rail's deadline
 * @param finalWithin by then a payment is final or a person looks at it
 * @param reviewWithin so long a payment waits for people of the bank when a check asks for that; shorter than the above
 * @param billWithin so long a customer has to pay a bill in an operator's app; with {@code reviewWithin} shorter than
 *     {@code finalWithin}, until when it is watched
 * @param checkEvery how often a node looks for payments whose time has come
 * @param checkBatch how many of them it takes at once
 * @param firstCheck the pause before the first enquiry about an unknown outcome
 * @param lastCheck the longest pause between two enquiries
 * @param inFlight how many payments a node works on at once before it refuses new ones, whether or not somebody still
 *     waits for them; what is left unfinished is taken up beyond that
 * @param houseName the payee on a card statement when money goes to a wallet or another card
 * @param houseCategory the merchant category of the same
 */
@Validated
@ConfigurationProperties("gateway.payments")
record PaymentSettings(
        @Min(0) @DefaultValue("100000000") long stepUpAboveMinor,
        @DefaultValue("true") boolean stepUpForNewPayee,
        @NotNull @DefaultValue("15s") Duration lease,
        @NotNull @DefaultValue("24h") Duration finalWithin,
        @NotNull @DefaultValue("12h") Duration reviewWithin,
        @NotNull @DefaultValue("30m") Duration billWithin,
        @NotNull @DefaultValue("500ms") Duration checkEvery,
        @Min(1) @Max(1000) @DefaultValue("200") int checkBatch,
        @NotNull @DefaultValue("1s") Duration firstCheck,
        @NotNull @DefaultValue("20s") Duration lastCheck,
        @Min(1) @DefaultValue("1000") int inFlight,
        @NotBlank @DefaultValue("OQIM") String houseName,
        @NotBlank @DefaultValue("6012") String houseCategory) {

    PaymentSettings {
        if (reviewWithin.compareTo(finalWithin) >= 0) {
            throw new IllegalArgumentException("gateway.payments.review-within must be shorter than final-within");
        }
        if (reviewWithin.plus(billWithin).compareTo(finalWithin) >= 0) {
            throw new IllegalArgumentException(
                    "gateway.payments.bill-within must leave time to watch bills before final-within");
        }
    }

    /**
     * Whether what began at that moment may still go on to its next message. After half of the lease it may not: a node
     * that stood still so long may wake up when another has already asked the rail, heard that it knows nothing, and
     * given the payment up.
     */
    boolean maySend(Instant began, Instant now) {
        return now.isBefore(began.plus(lease.dividedBy(2)));
    }

    Money stepUpAbove(Asset asset) {
        return new Money(stepUpAboveMinor, asset);
    }
}
