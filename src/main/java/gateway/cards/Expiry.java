package gateway.cards;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/** When a card ends: it works through the last day of its month, where its bank lives. */
final class Expiry {

    private static final Pattern MONTH = Pattern.compile("20[0-9]{2}-(0[1-9]|1[0-2])");
    // Schemes issue for at most twenty years; anything later is a slip of the finger.
    private static final int LONGEST_YEARS = 20;

    private Expiry() {}

    /** Reads {@code YYYY-MM} (ISO 8601). Empty for anything else. */
    static Optional<YearMonth> parse(String text) {
        return MONTH.matcher(text).matches() ? Optional.of(YearMonth.parse(text)) : Optional.empty();
    }

    static boolean passed(YearMonth expiry, Instant now, ZoneId zone) {
        return expiry.isBefore(YearMonth.from(now.atZone(zone)));
    }

    static boolean absurd(YearMonth expiry, Instant now, ZoneId zone) {
        return expiry.isAfter(YearMonth.from(now.atZone(zone)).plusYears(LONGEST_YEARS));
    }
}
