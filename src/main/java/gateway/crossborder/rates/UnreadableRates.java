package gateway.crossborder.rates;

import org.jspecify.annotations.Nullable;

/** A provider sent something else than rates; nothing of it is used. */
final class UnreadableRates extends RuntimeException {

    UnreadableRates(String why) {
        this(why, null);
    }

    UnreadableRates(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
