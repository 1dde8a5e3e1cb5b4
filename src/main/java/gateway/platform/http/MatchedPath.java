package gateway.platform.http;

import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The path by which a request finds its handler. Parts that are percent-encoded and parameters after a semicolon lead
 * to the same handler as the plain path, so whoever decides by a path decides by this one.
 */
public final class MatchedPath {

    private MatchedPath() {}

    public static String of(ServerHttpRequest request) {
        var path = request.getPath().pathWithinApplication();
        return isPlain(path.value())
                ? path.value()
                : path.elements().stream().map(MatchedPath::plain).collect(Collectors.joining());
    }

    private static boolean isPlain(String path) {
        return path.indexOf('%') < 0 && path.indexOf(';') < 0;
    }

    // A slash that is encoded separates nothing.
    private static String plain(PathContainer.Element element) {
        return element instanceof PathSegment segment && segment.valueToMatch().indexOf('/') < 0
                ? segment.valueToMatch()
                : element.value();
    }
}
