package gateway.processors.correspondent;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the money of a transfer back (camt.056).
 *
 * @param id at most 16 characters; one recall has one id, however often it is sent
 */
public record Recall(
        String id, UUID uetr, Reason reason, @Nullable String text) {

    /** ISO 20022 cancellation reasons that a customer or the bank can have. */
    public enum Reason {
        DUPL,
        CUST,
        FRAD,
        TECH,
        AC03,
        AM09
    }
}
