package gateway.platform.http;

import org.jspecify.annotations.Nullable;

/** The client's name for one intended write: 8 to 64 printable ASCII characters without spaces. */
public record IdempotencyKey(String value) {

    public static final String HEADER = "Idempotency-Key";

    private static final int SHORTEST = 8;
    private static final int LONGEST = 64;

    public IdempotencyKey {
        if (!isUsable(value)) {
            throw RequestProblem.IDEMPOTENCY_KEY_INVALID.because("The key must be " + SHORTEST + " to " + LONGEST
                    + " printable ASCII characters without spaces, such as a UUID");
        }
    }

    /** Throws IDEMPOTENCY_KEY_MISSING or IDEMPOTENCY_KEY_INVALID. */
    public static IdempotencyKey parse(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            throw RequestProblem.IDEMPOTENCY_KEY_MISSING.because(
                    "Send a new key with every new write, and the same key with every repeat of it");
        }
        return new IdempotencyKey(header);
    }

    private static boolean isUsable(String text) {
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
