package gateway.fraud.incidents;

import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment that was fraud.
 *
 * @param id chosen by whoever reports it, so that a repeat is the same incident
 * @param acknowledgedAt when the state confirmed it; null while it has not
 * @param reference the state's; null until then
 */
public record Incident(
        UUID id,
        PaymentId payment,
        String kind,
        String note,
        String reportedBy,
        Instant reportedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String reference) {

    boolean saysTheSameAs(Incident other) {
        return payment.equals(other.payment) && kind.equals(other.kind) && note.equals(other.note);
    }
}
