package gateway.customers.kyc;

import java.time.LocalDate;
import java.util.Objects;
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

    /** Who says it where it is none of the staff. */
    static final String REGISTRY = "registry";

    boolean holdsOn(LocalDate day) {
        return holds && (until == null || !day.isAfter(until));
    }

    /** Whether the other one says the same of the same, whoever says it. */
    boolean repeats(Proof other) {
        return isAbout(other) && holds == other.holds && Objects.equals(until, other.until);
    }

    /** Whether the registry says it of what one of the staff said is not so. */
    boolean yieldsTo(Proof other) {
        return isAbout(other) && by.equals(REGISTRY) && !other.holds && !other.by.equals(REGISTRY);
    }

    private boolean isAbout(Proof other) {
        return fact == other.fact && Objects.equals(document, other.document);
    }
}
