package gateway.processors.visa;

import gateway.processors.MessageIdentity;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the network knows a message by. All four parts are stored before it is sent, for a reversal must name them
 * (field 90).
 *
 * @param trace field 11, six digits
 * @param transmitted field 7, MMDDhhmmss in GMT
 * @param reference field 37, {@code ydddhhnnnnnn}
 * @param terminal field 41
 */
record VisaIdentity(String trace, String transmitted, String reference, String terminal) {

    private static final DateTimeFormatter TRANSMITTED = DateTimeFormatter.ofPattern("MMddHHmmss", Locale.ROOT);
    private static final DateTimeFormatter WITH_YEAR = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);
    private static final Pattern FORM = Pattern.compile("[0-9]{6}:[0-9]{10}:[0-9]{12}:[A-Z0-9]{8}");

    static VisaIdentity of(int number, Instant now, String terminal) {
        var time = now.atZone(ZoneOffset.UTC);
        String trace = "%06d".formatted(number);
        return new VisaIdentity(trace, TRANSMITTED.format(time), reference(time, trace), terminal);
    }

    /** Throws {@link IllegalArgumentException} for what {@link #toMessageIdentity} did not write. */
    static VisaIdentity parse(MessageIdentity identity) {
        if (!FORM.matcher(identity.value()).matches()) {
            throw new IllegalArgumentException("Not a VISA message identity");
        }
        var parts = identity.value().split(":", -1);
        return new VisaIdentity(parts[0], parts[1], parts[2], parts[3]);
    }

    MessageIdentity toMessageIdentity() {
        return new MessageIdentity(String.join(":", trace, transmitted, reference, terminal));
    }

    /**
     * The moment of transmission. Field 7 has no year; the reference has its last digit, and no message is older than
     * nine years.
     */
    ZonedDateTime time(Instant now) {
        int thisYear = now.atZone(ZoneOffset.UTC).getYear();
        int year = thisYear - Math.floorMod(thisYear - (reference.charAt(0) - '0'), 10);
        return LocalDateTime.parse(year + transmitted, WITH_YEAR).atZone(ZoneOffset.UTC);
    }

    private static String reference(ZonedDateTime time, String trace) {
        return "%d%03d%02d%s".formatted(time.getYear() % 10, time.getDayOfYear(), time.getHour(), trace);
    }
}
