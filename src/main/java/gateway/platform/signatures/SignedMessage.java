package gateway.platform.signatures;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request as its signer saw it.
 *
 * @param target whole, with scheme and authority as the signer knew them
 * @param header the lines of a header by its name, however that is written; none where it is not there
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SignedMessage(String method, URI target, Function<String, List<String>> header, byte[] body) {

    /** What a component of that name is (RFC 9421 sections 2.1 and 2.2); null when there is none. */
    @Nullable
    String component(String name) {
        return switch (name) {
            case "@method" -> method;
            case "@target-uri" -> scheme() + "://" + authority() + path() + query("");
            case "@scheme" -> scheme();
            case "@authority" -> authority();
            case "@path" -> path();
            case "@query" -> query("?");
            case "@request-target" -> path() + query("");
            default -> name.startsWith("@") ? null : header(name);
        };
    }

    private @Nullable String header(String name) {
        var lines = header.apply(name);
        return lines.isEmpty()
                ? null
                : String.join(", ", lines.stream().map(String::strip).toList());
    }

    private String scheme() {
        return target.getScheme().toLowerCase(Locale.ROOT);
    }

    private String authority() {
        var authority = target.getRawAuthority().toLowerCase(Locale.ROOT);
        var usual = scheme().equals("https") ? ":443" : ":80";
        return authority.endsWith(usual) ? authority.substring(0, authority.length() - usual.length()) : authority;
    }

    private String path() {
        var path = target.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    private String query(String withoutOne) {
        var query = target.getRawQuery();
        return query == null ? withoutOne : "?" + query;
    }

    /** Bodies and headers are the sender's. */
    @Override
    public String toString() {
        return "SignedMessage[" + method + "]";
    }
}
