package fuzzing;

import gateway.shared.problems.ProblemException;
import gateway.shared.problems.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

/** What parsers promise, in the words of the targets. */
public final class Promises {

    private Promises() {}

    /** Bytes as a header or a query holds them. */
    public static String latin(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1);
    }

    /** Bytes as JSON holds text. */
    public static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    public static void same(Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            // Without the values: an input of a real run may be somebody's.
            throw new AssertionError("written and read again it is not the same");
        }
    }

    public static void holds(boolean condition, String promise) {
        if (!condition) {
            throw new AssertionError(promise);
        }
    }

    /** What it reads, or null when it refuses with one of these problems; any other exception goes on. */
    public static <T> T refusing(Set<? extends ProblemType> documented, Callable<T> parser) throws Exception {
        try {
            return parser.call();
        } catch (ProblemException problem) {
            if (documented.stream().noneMatch(type -> type == problem.type())) {
                throw problem;
            }
            return null;
        }
    }
}
