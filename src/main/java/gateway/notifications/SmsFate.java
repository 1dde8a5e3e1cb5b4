package gateway.notifications;

import java.util.Locale;
import java.util.Optional;

/** What became of an SMS that a provider had taken. */
public enum SmsFate {
    /** It is on the phone. */
    DELIVERED,
    /** It never will be. */
    NOT_DELIVERED;

    /** Eskiz passes on what operators say (SMPP message states, shortened or not); empty for what is not final. */
    public static Optional<SmsFate> ofEskiz(String status) {
        return switch (status.toUpperCase(Locale.ROOT)) {
            case "DELIVRD", "DELIVERED" -> Optional.of(DELIVERED);
            case "UNDELIV", "UNDELIVERED", "UNDELIVERABLE", "EXPIRED", "REJECTD", "REJECTED", "DELETED", "FAILED" ->
                Optional.of(NOT_DELIVERED);
            default -> Optional.empty();
        };
    }
}
