package gateway.platform.observability;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.util.context.ContextView;

/**
 * Ties together everything one request causes, here and at our partners (W3C Trace Context, level 1). It travels as an
 * attribute of the exchange and in the Reactor context; loggers take it from there, never from a thread.
 *
 * @param traceId 32 lower-case hexadecimal digits
 * @param spanId 16 lower-case hexadecimal digits: our own part of the trace
 */
public record Trace(String traceId, String spanId, boolean sampled) {

    public static final String HEADER = "traceparent";

    /** The name of the trace id in logs and answers. */
    public static final String ID = "traceId";

    private static final String KEY = Trace.class.getName();
    private static final HexFormat HEX = HexFormat.of();
    private static final int LENGTH = 55;

    /** Continues the caller's trace, or starts one when the header is absent or unusable. */
    static Trace continuing(@Nullable String header, RandomGenerator random) {
        var span = hex(random.nextLong() | 1);
        if (header == null || !isUsable(header)) {
            return new Trace(hex(random.nextLong()) + hex(random.nextLong() | 1), span, false);
        }
        return new Trace(header.substring(3, 35), span, (HexFormat.fromHexDigit(header.charAt(54)) & 1) == 1);
    }

    /** The value of {@link #HEADER} for the next hop. */
    public String header() {
        return "00-" + traceId + '-' + spanId + (sampled ? "-01" : "-00");
    }

    public static Optional<Trace> of(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(KEY));
    }

    public static Optional<Trace> of(ContextView context) {
        return context.getOrEmpty(KEY);
    }

    static String key() {
        return KEY;
    }

    private static boolean isUsable(String header) {
        return header.length() == LENGTH
                && header.startsWith("00-")
                && header.charAt(35) == '-'
                && header.charAt(52) == '-'
                && isHex(header, 3, 35)
                && isHex(header, 36, 52)
                && isHex(header, 53, 55);
    }

    /** Lower-case digits, not all zero; the flags may be zero. */
    private static boolean isHex(String text, int from, int to) {
        var zero = true;
        for (int at = from; at < to; at++) {
            char digit = text.charAt(at);
            if (!HexFormat.isHexDigit(digit) || (digit >= 'A' && digit <= 'F')) {
                return false;
            }
            zero &= digit == '0';
        }
        return !zero || to - from == 2;
    }

    private static String hex(long value) {
        return HEX.toHexDigits(value);
    }
}
