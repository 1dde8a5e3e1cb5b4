package gateway.platform.http;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The path that was asked, as it may be told back. Words and our own ids stay; whatever else stood there, such as a
 * card number or a token where an id belongs, becomes a star: an answer may end up in somebody's log.
 */
final class AskedPath {

    private static final Pattern HARMLESS = Pattern.compile(
            "|\\.?[a-z][a-z.-]{0,31}|[0-9A-Za-z]{1,4}|[a-z]{3}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private AskedPath() {}

    static String of(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(part -> HARMLESS.matcher(part).matches() ? part : "*")
                .collect(Collectors.joining("/"));
    }
}
