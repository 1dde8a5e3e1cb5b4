package sandbox.uzcard;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** SVGate's clock: Tashkent, yyMMddHHmmss. */
final class SvTime {

    private static final DateTimeFormatter DATE12 =
            DateTimeFormatter.ofPattern("yyMMddHHmmss").withZone(ZoneId.of("Asia/Tashkent"));

    private SvTime() {}

    static String of(String instant) {
        return DATE12.format(Instant.parse(instant));
    }
}
