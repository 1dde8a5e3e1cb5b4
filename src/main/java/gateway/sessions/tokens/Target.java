package gateway.sessions.tokens;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a request was sent, without query and fragment.
 *
 * @param origins the addresses we go by; empty when the request itself has to say
 */
public record Target(URI request, Set<String> origins) {

    /** Compares scheme, host, port and path (RFC 9449 section 4.3, step 9). */
    boolean matches(String uri) {
        return origins.isEmpty()
                ? same(uri, origin(request.getScheme(), request.getRawAuthority()))
                : origins.stream().anyMatch(origin -> same(uri, origin));
    }

    private boolean same(String uri, String origin) {
        var path = request.getRawPath();
        // What a well-behaved client sends needs no parsing.
        if (uri.length() == origin.length() + path.length() && uri.startsWith(origin) && uri.endsWith(path)) {
            return true;
        }
        var claimed = parse(uri);
        return claimed != null
                && path.equals(claimed.getRawPath())
                && normal(origin).equals(normal(origin(claimed.getScheme(), claimed.getRawAuthority())));
    }

    private static @Nullable URI parse(String uri) {
        try {
            var parsed = URI.create(uri);
            return parsed.getScheme() == null || parsed.getRawAuthority() == null ? null : parsed;
        } catch (IllegalArgumentException notAUri) {
            return null;
        }
    }

    private static String origin(String scheme, String authority) {
        return scheme + "://" + authority;
    }

    private static String normal(String origin) {
        var lower = origin.toLowerCase(Locale.ROOT);
        if (lower.startsWith("https://") && lower.endsWith(":443")) {
            return lower.substring(0, lower.length() - ":443".length());
        }
        if (lower.startsWith("http://") && lower.endsWith(":80")) {
            return lower.substring(0, lower.length() - ":80".length());
        }
        return lower;
    }
}
