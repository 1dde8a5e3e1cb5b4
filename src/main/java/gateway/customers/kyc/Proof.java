package gateway.customers.kyc;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The latest word about one fact.
 *
 * @param document which one; null for facts about the person
 * @param holds whether it was proven or disproven
 * @param until the last day it holds; null for open end
 * @param reason in a few words, for staff
 */
public record Proof(
        Fact fact,
        @Nullable UUID document,
        boolean holds,
        @Nullable LocalDate until,
        String by,
        String reason) {

    boolean holdsOn(LocalDate day) {
        return holds && (until == null || !day.isAfter(until));
    }

    /** Whether the other one says the same of the same, whoever says it. */
    boolean repeats(Proof other) {
        return fact == other.fact
                && java.util.Objects.equals(document, other.document)
                && holds == other.holds
                && java.util.Objects.equals(until, other.until);
    }
}
