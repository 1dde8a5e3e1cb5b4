package sandbox.simulation;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A small wrong change of the product, kept as text: what a person did wrong, then for each change {@code --- file},
 * the lines that stand there, {@code +++}, and the lines that replace them. White space does not count.
 *
 * @param rare the seed that once found it, tried first; 0 when it is found soon anyway. Written in the text as
 *     {@code Found by seed 1037.}
 */
record PlantedBug(String name, String why, long rare, List<Change> changes) {

    /** Whatever is found by a smaller seed needs no note. */
    static final long SOON = 10;

    private static final Path FOLDER = Path.of("src/sandbox/planted");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String ACCESS = "access/";
    private static final String CLOCKS = "access/clocks-";
    private static final String SUFFIX = ".txt";
    private static final Pattern RARE = Pattern.compile("Found by seed ([0-9]{1,9})\\.");

    /** One place in one file. */
    record Change(String file, String from, String to) {

        /** The source with the change. */
        String applied(String source) {
            var matcher = pattern().matcher(source);
            var places = matcher.results().count();
            if (places != 1) {
                throw new IllegalStateException("%s has %d places for: %s".formatted(file, places, from));
            }
            return matcher.replaceFirst(Matcher.quoteReplacement(to));
        }

        private Pattern pattern() {
            return Pattern.compile(Arrays.stream(from.strip().split("\\s+"))
                    .map(Pattern::quote)
                    .collect(Collectors.joining("\\s+")));
        }
    }

    /** A file of the product as the bug leaves it. */
    record Source(String file, String text) {}

    /** Those of payments, then those of access. */
    static List<PlantedBug> all() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .map(PlantedBug::read)
                    .sorted(Comparator.comparing(PlantedBug::isOfAccess).thenComparing(PlantedBug::name))
                    .toList();
        }
    }

    /** Whether only a simulation with access can find it. */
    boolean isOfAccess() {
        return name.startsWith(ACCESS);
    }

    /** Whether clocks must step. */
    boolean isOfClocks() {
        return name.startsWith(CLOCKS);
    }

    /** Writes the seed into its text, for the next search to begin with. */
    void note(long seed) throws IOException {
        var file = FOLDER.resolve(name + SUFFIX);
        var text = text(file);
        int end = text.indexOf("\n--- ");
        var head = RARE.matcher(text.substring(0, end)).replaceAll("").strip();
        Files.writeString(file, "%s\nFound by seed %d.%s".formatted(head, seed, text.substring(end)));
    }

    private static PlantedBug read(Path file) {
        var name = FOLDER.relativize(file).toString().replace(File.separatorChar, '/');
        var parts = Arrays.asList(text(file).split("\n--- "));
        var why = parts.getFirst().strip();
        return new PlantedBug(
                name.substring(0, name.length() - SUFFIX.length()),
                why,
                RARE.matcher(why)
                        .results()
                        .mapToLong(it -> Long.parseLong(it.group(1)))
                        .findFirst()
                        .orElse(0),
                parts.stream().skip(1).map(PlantedBug::change).toList());
    }

    private static Change change(String text) {
        int first = text.indexOf('\n');
        int second = text.indexOf("\n+++\n");
        return new Change(
                text.substring(0, first).strip(),
                text.substring(first, second).strip(),
                text.substring(second + "\n+++\n".length()).strip());
    }

    /** Errors when the product has moved on and the change no longer fits. */
    List<Source> sources() {
        var sources = new ArrayList<Source>();
        for (var file : changes.stream().map(Change::file).distinct().toList()) {
            var source = text(SOURCES.resolve(file));
            for (var change : changes) {
                source = change.file().equals(file) ? change.applied(source) : source;
            }
            sources.add(new Source(file, source));
        }
        return sources;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
