package gateway.compliance.cases;

import gateway.shared.ids.CaseId;
import gateway.shared.ids.CustomerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case as it stands.
 *
 * @param state open, proposed or closed
 * @param due until when it has to be decided
 * @param evidence hexadecimal; stands for all pieces together
 * @param pieces how many there are
 */
public record CaseFile(
        CaseId id,
        CustomerId customer,
        String state,
        Instant opened,
        Instant due,
        String evidence,
        int pieces,
        @Nullable Proposal proposal,
        @Nullable Ruling ruling) {

    /** What the first person wants. */
    public record Proposal(String maker, Resolution resolution, String reason, Instant at) {}

    /** What the second person made of it. */
    public record Ruling(String checker, String reason, Instant at) {}

    boolean isClosed() {
        return state.equals("closed");
    }

    /**
     * One thing that is known.
     *
     * @param kind {@code screening}, {@code monitoring} or {@code note}
     * @param body JSON, or the text of a note
     */
    public record Piece(int n, String kind, String body, String by, Instant at) {}

    /** One thing that was done. */
    public record Event(Instant at, String by, String what, String detail) {}
}
