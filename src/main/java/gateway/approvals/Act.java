package gateway.approvals;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something one member of the staff wants and another must agree to.
 *
 * @param kind see {@link ActKind}
 * @param subject whom or what it is about, for lists
 * @param content what exactly is wanted, as its kind reads it; what is decided is what was proposed, to the byte
 * @param expiresAt nobody decides it after that
 */
public record Act(
        UUID id,
        String kind,
        String subject,
        String content,
        String reason,
        String proposedBy,
        Instant proposedAt,
        Instant expiresAt,
        State state,
        @Nullable Verdict verdict) {

    /** @param reason of whoever decided */
    public record Verdict(String by, Instant at, String reason) {}

    /** What became of an act. The last three are final. */
    public enum State {
        PROPOSED,
        APPROVED,
        REFUSED,
        WITHDRAWN;

        /** As it is written everywhere. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty when there is none of that name. */
        public static Optional<State> of(String code) {
            return Stream.of(values()).filter(it -> it.code().equals(code)).findFirst();
        }
    }
}
