package gateway.shared.problems;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * One kind of error a client can act on. Each module lists its own in an enum, most decisive first: when several apply,
 * the client sees the one listed first. Texts in uz, ru and en stand in {@code i18n/problems_*.properties} under
 * {@link #slug()}; the entry in {@code docs/problems.md} carries the same slug as its heading.
 */
public interface ProblemType {

    String name();

    int status();

    /** English title; also the fallback where a translation is missing. */
    String title();

    /** The stable name of this kind of problem outside the process: {@code insufficient-funds}. */
    default String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** RFC 9457 "type". */
    default URI uri() {
        return URI.create("/problems/" + slug());
    }

    default ProblemException because(String detail) {
        return new ProblemException(this, detail, Map.of());
    }
}
