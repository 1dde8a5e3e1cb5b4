package fuzzing;

import gateway.rulebook.UnfitPack;
import gateway.shared.problems.ProblemException;
import gateway.shared.problems.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;

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

    /** A file of ours to read inputs against. */
    public static String resource(String name) {
        try (var file = Promises.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pack is something, or refused with line and reason. */
    public static void wholeOrUnfit(byte[] input, Function<String, ?> reader) {
        try {
            holds(reader.apply(text(input)) != null, "what is read is something");
        } catch (UnfitPack unfit) {
            holds(unfit.remark().line() > 0, "a refusal names its line");
            holds(!unfit.remark().reason().isBlank(), "a refusal says why");
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
