package gateway.payments;

import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stores a payment as it is after a transition: version 1 is inserted, a later version replaces exactly the one before
 * it.
 *
 * @param nextCheck when another node may take the payment up; null when nothing is left to do
 */
public record WritePayment(Payment payment, @Nullable Instant nextCheck) implements Part {

    /** Somebody else moved the payment first. */
    public record Stale() implements Refusal {}
}
