package gateway.payments;

import gateway.platform.journal.Part;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stores a refund as it is after a transition; refused with {@link WritePayment.Stale}.
 *
 * @param nextCheck when another node may take the refund up; null when nothing is left to do
 */
public record WriteRefund(Refund refund, @Nullable Instant nextCheck) implements Part {}
