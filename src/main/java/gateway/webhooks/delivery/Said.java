package gateway.webhooks.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came back from a partner. */
sealed interface Said {

    /**
     * A status, whatever it is.
     *
     * @param retryAfter how long they want to be left alone
     * @param answer the beginning of the body, fit to be kept
     */
    record Answered(int status, @Nullable Duration retryAfter, String answer) implements Said {

        private static final int GONE = 410;

        boolean isYes() {
            return status >= 200 && status < 300;
        }

        boolean isGone() {
            return status == GONE;
        }

        /** Whether it says that there was too much of us. */
        boolean wantsLess() {
            return switch (status) {
                case 429, 502, 503, 504 -> true;
                default -> retryAfter != null;
            };
        }
    }

    /** None: they may have the event or not. */
    record Silent(String why) implements Said {}
}
