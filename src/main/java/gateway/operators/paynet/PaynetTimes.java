package gateway.operators.paynet;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** Times as Paynet writes them: those of Tashkent, in two forms. */
final class PaynetTimes {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter CHECKED =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UZT' uuuu", Locale.ENGLISH);

    private PaynetTimes() {}

    /** {@code 2026-03-01 15:30:00}. */
    static String plain(Instant at) {
        return PLAIN.format(at.atZone(TASHKENT));
    }

    /** {@code Sun Mar 01 15:30:06 UZT 2026}, in answers to a check only. */
    static String checked(Instant at) {
        return CHECKED.format(at.atZone(TASHKENT));
    }

    /** Empty when the text is no such time. */
    static Optional<Instant> read(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, PLAIN).atZone(TASHKENT).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
