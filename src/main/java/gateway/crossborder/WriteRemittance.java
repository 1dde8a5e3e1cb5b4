package gateway.crossborder;

import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stores a remittance as it is after a transition: version 1 is inserted, a later version replaces exactly the one
 * before it.
 *
 * @param nextCheck when a node may take it up; null when nothing is left to do without being told
 */
public record WriteRemittance(
        Remittance remittance, @Nullable Instant nextCheck) implements Part {

    /** Somebody else moved it first. */
    public record RemittanceMoved() implements Refusal {}
}
