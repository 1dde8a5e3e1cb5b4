package gateway.reconciliation;

import java.util.Optional;
import java.util.UUID;

/** A break's name outside: {@code brk_} and a UUID. */
public final class BreakId {

    private static final String PREFIX = "brk_";

    private BreakId() {}

    public static String text(UUID id) {
        return PREFIX + id;
    }

    /** Empty when it is none. */
    public static Optional<UUID> parse(String text) {
        try {
            var id = UUID.fromString(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "");
            return text(id).equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Errors with {@link ReconciliationProblem#BREAK_NOT_FOUND}. */
    public static UUID of(String text) {
        return parse(text).orElseThrow(() -> ReconciliationProblem.BREAK_NOT_FOUND.because("Ids look like brk_"));
    }
}
