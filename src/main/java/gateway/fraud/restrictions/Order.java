package gateway.fraud.restrictions;

import gateway.fraud.Restriction;
import gateway.fraud.Subject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the state orders.
 *
 * @param id theirs, unique
 * @param until when it ends by itself, at most {@link #LONGEST} after it was issued
 * @param document their words, as they came: the evidence
 */
public record Order(
        String id,
        Subject subject,
        String reason,
        Instant issuedAt,
        Instant until,
        Instant receivedAt,
        String document) {

    public static final Duration LONGEST = Duration.ofHours(72);

    /** @param ends when the order itself says that it ends; null when it does not */
    public static Order of(
            String id,
            Subject subject,
            String reason,
            Instant issuedAt,
            @Nullable Instant ends,
            Instant receivedAt,
            String document) {
        var last = issuedAt.plus(LONGEST);
        return new Order(
                id, subject, reason, issuedAt, ends == null || ends.isAfter(last) ? last : ends, receivedAt, document);
    }

    Restriction restriction() {
        return new Restriction(id, subject, receivedAt, until);
    }

    /** Whether both order the same; when they arrived makes no difference. */
    boolean saysTheSameAs(Order other) {
        return subject.equals(other.subject)
                && reason.equals(other.reason)
                && issuedAt.equals(other.issuedAt)
                && until.equals(other.until);
    }
}
