package fuzzing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the targets among the compiled tests: whoever adds one adds a class and nothing else. */
final class Targets {

    static final Path SEEDS = Path.of("src/test/resources/fuzz");

    private static final String SUFFIX = "Fuzz.class";

    private Targets() {}

    /** Such as {@code VisaFrames}; the planted ones are among them. */
    static Set<String> names() {
        return files().keySet();
    }

    static FuzzTarget named(String name) {
        var file = files().get(name);
        if (file == null) {
            throw new IllegalArgumentException("There is no target " + name);
        }
        return create(file);
    }

    static Path seedsOf(String name) {
        return SEEDS.resolve(name);
    }

    /** What is kept for a target, in the order of the names. */
    static List<Path> kept(String name) {
        if (!Files.isDirectory(seedsOf(name))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(seedsOf(name))) {
            return files.sorted(Comparator.comparing(Path::toString)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Path> files() {
        var classes = classes();
        try (var files = Files.walk(classes)) {
            return files.map(classes::relativize)
                    .filter(file -> file.toString().endsWith(SUFFIX) && !file.endsWith(SUFFIX))
                    .collect(Collectors.toMap(Targets::name, file -> file, (one, _) -> one, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        var simple = file.getFileName().toString();
        return simple.substring(0, simple.length() - SUFFIX.length());
    }

    private static FuzzTarget create(Path file) {
        var name = file.toString().replace('/', '.').replaceAll("\\.class$", "");
        try {
            return (FuzzTarget) Class.forName(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Not a target: " + name, e);
        }
    }

    private static Path classes() {
        try {
            return Path.of(Targets.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
