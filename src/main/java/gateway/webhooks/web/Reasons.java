package gateway.webhooks.web;

import org.jspecify.annotations.Nullable;

/** Why somebody proposes something, for the record. */
final class Reasons {

    /** One line. */
    static final String LINE = "[^\\p{Cntrl}]*";

    private Reasons() {}

    static String of(@Nullable String reason) {
        return reason == null || reason.isBlank() ? "No reason was given" : reason;
    }
}
