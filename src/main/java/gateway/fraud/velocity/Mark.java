package gateway.fraud.velocity;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * As of when Redis has everything.
 *
 * @param horizon the database's transaction from which on something may be missing
 */
record Mark(String horizon, Instant at) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,19}) ([0-9]{1,15})");

    String text() {
        return horizon + " " + at.toEpochMilli();
    }

    static Optional<Mark> parse(String text) {
        var found = TEXT.matcher(text);
        return found.matches()
                ? Optional.of(new Mark(found.group(1), Instant.ofEpochMilli(Long.parseLong(found.group(2)))))
                : Optional.empty();
    }
}
