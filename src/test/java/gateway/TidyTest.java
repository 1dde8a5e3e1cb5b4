package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no compiler checks: sizes, leftovers, banned words, a word of purpose everywhere. */
class TidyTest {

    private static final int FILE_LINES_MAX = 300;
    private static final int METHOD_LINES_MAX = 40;
    // A table of cases is long and still one thought.
    private static final int TEST_FILE_LINES_MAX = 500;
    private static final int TEST_METHOD_LINES_MAX = 60;

    private static final int LINE_LENGTH_MAX = 120;
    private static final int CONSTRUCTOR_PARAMETERS_MAX = 7;
    private static final int LAMBDA_DEPTH_MAX = 2;

    private static final Set<String> COMPONENTS =
            Set.of("Component", "Configuration", "Controller", "Repository", "RestController", "Service");

    /** Debts, each with its reason; {@link #debtsAreStillOwed} keeps the list shrinking. */
    private static final Map<String, String> DEBTS = Map.of();

    private static final Pattern LEFTOVER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!\\(#\\d+\\))");

    // Written in two halves, so that this file is clean by its own rules.
    private static final Map<Pattern, String> BANNED_IN_PRODUCT = Map.ofEntries(
            banned("System\\.(out|err)\\b", "a logger"),
            banned("@Value" + "\\b", "a @ConfigurationProperties record"),
            banned("@Profile" + "\\b", "a setting"),
            banned("catch \\((Exception|Throwable) \\w+\\) \\{ *\\}", "the exception you expect, and what it means"),
            banned("onErrorResume\\(\\w+ -> Mono\\.empty\\(\\)\\)", "a named outcome"),
            banned("onErrorContinue", "onErrorResume on the step that may fail"),
            banned("Schedulers\\.(elastic|immediate|single)\\(", "Schedulers.parallel or boundedElastic"),
            banned("\\.flatMap\\([^,()]*(\\([^()]*\\)[^,()]*)*\\)\\s*// unbounded", "a number"),
            banned("String\\.format\\(Locale", "formatted"));

    private static final Map<Pattern, String> BANNED_EVERYWHERE = Map.ofEntries(
            banned("printStackTrace", "log it with its cause"),
            banned("@SuppressWarnings\\(\"all\"\\)", "the name of the one warning"),
            banned("(?i)not " + "implemented", "finish it"),
            banned("Unsupported" + "OperationException", "an interface that a type can keep"),
            banned("import lombok", "a record"),
            banned("org\\.mockito", "a lambda or a hand-written fake"),
            banned("import org\\.springframework\\.security", "gateway.platform.http"));

    private static final Map<Pattern, String> BANNED_IN_TESTS = Map.ofEntries(
            banned("Thread\\." + "sleep\\(", "virtual time, or wait for the event itself"),
            banned("@" + "Disabled", "mend it or delete it"),
            banned("assertThat\\((true|false)\\)", "an assertion that can fail"),
            banned("assumeTrue\\(" + "false", "a test that runs"));

    private static final Pattern FOREIGN_PLACE = Pattern.compile(
            "(?<![\\w.$}])/(home|root|Users|work)/\\w" + "|repo\\.maven\\.apache|registry\\.npmjs|pypi\\.org");

    private static final List<String> FOLDERS = List.of("src/main", "src/sandbox", "src/test", "loadtests/src");

    @Test
    void filesAreShort() {
        assertThat(untidy(sources()
                        .filter(TidyTest::isLong)
                        .map(file -> file + ": " + Sources.lines(file).size() + " lines")))
                .as("files of more than %d lines hold more than one thought", FILE_LINES_MAX)
                .isEmpty();
    }

    @Test
    void linesFitTheScreen() {
        assertThat(sources().flatMap(TidyTest::longLines))
                .as("lines longer than %d columns", LINE_LENGTH_MAX)
                .isEmpty();
    }

    @Test
    void methodsAreShort() {
        assertThat(untidy(parsed().flatMap(source -> source.methods().stream()
                        .filter(method -> isLong(source, method))
                        .map(method -> "%s: %s.%s has %d lines"
                                .formatted(relative(source.file()), method.owner(), method.name(), method.lines())))))
                .as("methods of more than %d lines: name their steps", METHOD_LINES_MAX)
                .isEmpty();
    }

    @Test
    void pipelinesAreFlat() {
        assertThat(untidy(parsed("src/main")
                        .flatMap(source -> source.methods().stream()
                                .filter(method -> method.lambdaDepth() > LAMBDA_DEPTH_MAX)
                                .map(method -> "%s: %s.%s nests %d lambdas"
                                        .formatted(
                                                relative(source.file()),
                                                method.owner(),
                                                method.name(),
                                                method.lambdaDepth())))))
                .as("lambdas nested deeper than %d: a step is a method", LAMBDA_DEPTH_MAX)
                .isEmpty();
    }

    @Test
    void componentsNeedFewOthers() {
        assertThat(untidy(parsed("src/main")
                        .flatMap(source -> source.types().stream()
                                .filter(type -> type.annotations().stream().anyMatch(COMPONENTS::contains))
                                .filter(type -> type.parameters() > CONSTRUCTOR_PARAMETERS_MAX)
                                .map(type -> "%s: %s takes %d"
                                        .formatted(relative(source.file()), type.name(), type.parameters())))))
                .as("components with more than %d dependencies do too much", CONSTRUCTOR_PARAMETERS_MAX)
                .isEmpty();
    }

    @Test
    void everyTypeSaysWhatItIsFor() {
        assertThat(Stream.of("src/main", "src/sandbox", "loadtests/src")
                        .flatMap(TidyTest::parsed)
                        .flatMap(source -> source.types().stream()
                                .filter(type -> type.topLevel() && !type.documented())
                                .map(type -> relative(source.file()) + ": " + type.name())))
                .as("types without one sentence of Javadoc")
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(Stream.of("src/main/java", "src/sandbox/java", "loadtests/src/main/java")
                        .flatMap(folder -> Sources.javaFiles(Path.of(folder)).stream())
                        .map(Path::getParent)
                        .distinct())
                .allSatisfy(folder -> assertThat(Sources.text(existing(folder.resolve("package-info.java"))))
                        .as("package-info of %s: one sentence and @NullMarked", folder)
                        .startsWith("/**")
                        .contains("NullMarked"));
    }

    @Test
    void nothingIsLeftOver() {
        assertThat(found(FOLDERS, Map.of(LEFTOVER, "do it, or write it as an issue: TODO(#123)")))
                .isEmpty();
    }

    @Test
    void bannedWordsStayOut() {
        assertThat(found(FOLDERS, BANNED_EVERYWHERE)).isEmpty();
        assertThat(found(List.of("src/main"), BANNED_IN_PRODUCT)).isEmpty();
        assertThat(found(List.of("src/test"), BANNED_IN_TESTS)).isEmpty();
    }

    @Test
    void nothingKnowsOneParticularMachine() {
        assertThat(texts().flatMap(file -> matches(file, FOREIGN_PLACE, "a path or host of one machine")))
                .isEmpty();
    }

    @Test
    void debtsAreStillOwed() {
        var owed = Stream.of(
                        sources()
                                .filter(TidyTest::isLong)
                                .map(file -> file.getFileName().toString()),
                        parsed().flatMap(source -> source.methods().stream()
                                .filter(method -> isLong(source, method) || method.lambdaDepth() > LAMBDA_DEPTH_MAX)
                                .map(method -> method.owner() + "." + method.name())),
                        parsed("src/main")
                                .flatMap(source -> source.types().stream()
                                        .filter(type -> type.parameters() > CONSTRUCTOR_PARAMETERS_MAX)
                                        .map(Sources.Type::name)))
                .flatMap(names -> names)
                .toList();
        assertThat(DEBTS.keySet()).as("paid debts; take them off the list").allMatch(owed::contains);
    }

    private static Map.Entry<Pattern, String> banned(String regex, String instead) {
        return Map.entry(Pattern.compile(regex), instead);
    }

    private static boolean isLong(Path file) {
        int most = file.startsWith("src/test") ? TEST_FILE_LINES_MAX : FILE_LINES_MAX;
        return Sources.lines(file).size() > most;
    }

    private static boolean isLong(Sources.Source source, Sources.Method method) {
        int most = relative(source.file()).startsWith("src/test") ? TEST_METHOD_LINES_MAX : METHOD_LINES_MAX;
        return method.lines() > most;
    }

    private static Stream<Path> sources() {
        return FOLDERS.stream().flatMap(folder -> Sources.javaFiles(Path.of(folder)).stream());
    }

    private static Stream<Sources.Source> parsed() {
        return FOLDERS.stream().flatMap(TidyTest::parsed);
    }

    private static Stream<Sources.Source> parsed(String folder) {
        return PARSED.computeIfAbsent(folder, name -> Sources.parse(Path.of(name))).stream();
    }

    private static final Map<String, List<Sources.Source>> PARSED = new java.util.concurrent.ConcurrentHashMap<>();

    /** Everything a person wrote, also where no compiler looks. */
    private static Stream<Path> texts() {
        var places = Stream.of("src", "docs", ".ci", "k8s", "loadtests").map(Path::of);
        var single = Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "pom.xml", "gateway", "Dockerfile")
                .map(Path::of)
                .filter(Files::exists);
        var kinds = Set.of(".java", ".md", ".yaml", ".yml", ".sql", ".xml", ".properties", ".json", "run", ".html");
        return Stream.concat(
                places.flatMap(place -> kinds.stream().flatMap(kind -> Sources.files(place, kind).stream())), single);
    }

    private static Stream<String> found(List<String> folders, Map<Pattern, String> words) {
        return folders.stream()
                .flatMap(folder -> Sources.javaFiles(Path.of(folder)).stream())
                .filter(file -> !file.endsWith("TidyTest.java"))
                .flatMap(file -> words.entrySet().stream()
                        .flatMap(word -> matches(file, word.getKey(), "instead: " + word.getValue())));
    }

    private static Stream<String> matches(Path file, Pattern pattern, String why) {
        var found = new ArrayList<String>();
        var lines = Sources.lines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (pattern.matcher(lines.get(i)).find()) {
                found.add("%s:%d: %s — %s".formatted(file, i + 1, lines.get(i).strip(), why));
            }
        }
        return found.stream();
    }

    private static Stream<String> longLines(Path file) {
        return matches(file, Pattern.compile("^.{" + (LINE_LENGTH_MAX + 1) + ",}$"), "too long");
    }

    private static Set<String> untidy(Stream<String> found) {
        var left = new TreeSet<String>();
        found.filter(line -> DEBTS.keySet().stream().noneMatch(line::contains)).forEach(left::add);
        return left;
    }

    private static Path existing(Path file) {
        assertThat(file).exists();
        return file;
    }

    private static Path relative(Path file) {
        return Path.of("").toAbsolutePath().relativize(file);
    }
}
