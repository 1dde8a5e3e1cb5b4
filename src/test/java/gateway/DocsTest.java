package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.shared.problems.ProblemType;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say is compared with what the code does. */
class DocsTest {

    private static final int README_LINES_MAX = 120;
    private static final Path DOCS = Path.of("docs");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern MODULE_ROW =
            Pattern.compile("(?m)^\\| (\\d(?:\\.\\d)?) \\| `([a-z.]+)` \\| \\S.* \\|$");
    private static final Pattern TERM = Pattern.compile("(?m)^\\*\\*(.+?)\\*\\*");
    private static final Pattern PROBLEM = Pattern.compile("(?m)^### ([a-z0-9-]+)\\n\\n(\\d{3})\\. (\\S.*)$");
    private static final List<String> ADR_SECTIONS =
            List.of("Context", "Decision", "Consequences", "Alternatives", "Enforced by");

    @Test
    void theReadmeFitsTwoScreens() {
        assertThat(Sources.lines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(README_LINES_MAX);
    }

    @Test
    void linksLeadSomewhere() {
        assertThat(documents().flatMap(DocsTest::brokenLinks)).isEmpty();
    }

    @Test
    void everyDocumentHasOneTitle() {
        assertThat(documents())
                .allSatisfy(file -> assertThat(Pattern.compile("(?m)^# \\S")
                                .matcher(prose(file))
                                .results())
                        .as("titles of %s", file)
                        .hasSize(1));
    }

    @Test
    void theArchitectureListsTheModulesThatExist() {
        var documented = new LinkedHashMap<String, String>();
        rows(DOCS.resolve("architecture.md"), MODULE_ROW).forEach(row -> documented.put(row.group(2), row.group(1)));

        var actual = ModularityTest.MODULES.stream()
                .sorted(Comparator.comparing(ModularityTest::layerOf)
                        .thenComparing(module -> module.getIdentifier().toString()))
                .collect(Collectors.toMap(
                        module -> module.getIdentifier().toString(),
                        module -> ModularityTest.layerOf(module).toPlainString(),
                        (first, second) -> first,
                        LinkedHashMap::new));
        assertThat(new TreeMap<>(documented)).isEqualTo(new TreeMap<>(actual));
        assertThat(List.copyOf(documented.values())).as("layers, lowest first").isSorted();
    }

    @Test
    void theGlossaryIsSortedAndHasOneMeaningPerWord() {
        var terms = rows(DOCS.resolve("glossary.md"), TERM)
                .map(row -> row.group(1).toLowerCase(Locale.ROOT))
                .toList();

        assertThat(terms).hasSizeGreaterThanOrEqualTo(60).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void decisionsAreNumberedAndComplete() {
        var decisions = Sources.files(DOCS.resolve("adr"), ".md");
        assertThat(decisions).hasSizeGreaterThanOrEqualTo(5);
        assertThat(decisions.stream().map(file -> file.getFileName().toString().substring(0, 4)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, decisions.size())
                        .mapToObj("%04d"::formatted)
                        .toList());
        assertThat(decisions)
                .allSatisfy(file ->
                        assertThat(headings(file)).as("sections of %s", file).containsAll(ADR_SECTIONS));
    }

    /** In the same order, because the order is what a client sees when several apply. */
    @Test
    void everyProblemIsExplainedInOrder() {
        var explained = sections(DOCS.resolve("problems.md"));
        var actual = new TreeMap<String, List<String>>();
        problems()
                .forEach((module, types) -> actual.put(
                        module,
                        types.stream()
                                .map(type -> type.slug() + " " + type.status())
                                .toList()));
        assertThat(explained).isEqualTo(actual);
    }

    @Test
    void everyProblemHasAnAddressOfItsOwn() {
        assertThat(problems().values().stream().flatMap(List::stream).map(ProblemType::slug))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyProblemSpeaksUzbekRussianAndEnglish() {
        assertThat(problems()).isNotEmpty().allSatisfy((module, types) -> {
            for (String language : List.of("uz", "ru", "en")) {
                var file = Path.of("src/main/resources/i18n/%s_%s.properties".formatted(module, language));
                var texts = properties(file);
                assertThat(texts.keySet())
                        .as("%s", file)
                        .containsAll(types.stream().map(ProblemType::slug).toList());
                assertThat(texts.values())
                        .as("%s", file)
                        .noneMatch(text -> text.toString().isBlank());
            }
        });
    }

    @Test
    void englishTextsAreTheTitles() {
        problems().forEach((module, types) -> {
            var texts = properties(Path.of("src/main/resources/i18n/%s_en.properties".formatted(module)));
            assertThat(types)
                    .allSatisfy(type -> assertThat(texts.getProperty(type.slug()))
                            .as("%s in English", type.slug())
                            .isEqualTo(type.title()));
        });
    }

    /** By module, each list in the order of its enum; several enums of one module in the order of their packages. */
    private static Map<String, List<ProblemType>> problems() {
        return ProductionClasses.ALL.stream()
                .filter(type -> type.isEnum() && type.isAssignableTo(ProblemType.class))
                .sorted(Comparator.comparing(com.tngtech.archunit.core.domain.JavaClass::getName))
                .flatMap(type -> Arrays.stream(type.reflect().getEnumConstants()))
                .map(ProblemType.class::cast)
                .collect(Collectors.groupingBy(DocsTest::moduleOf, TreeMap::new, Collectors.toList()));
    }

    private static String moduleOf(ProblemType type) {
        return type.getClass().getPackageName().split("\\.", -1)[1];
    }

    private static Map<String, List<String>> sections(Path file) {
        var sections = new TreeMap<String, List<String>>();
        for (String section : Sources.text(file).split("(?m)^## ", -1)) {
            var entries = PROBLEM.matcher(section)
                    .results()
                    .map(entry -> entry.group(1) + " " + entry.group(2))
                    .toList();
            if (!entries.isEmpty()) {
                sections.put(section.lines().findFirst().orElseThrow().strip(), entries);
            }
        }
        return sections;
    }

    private static Stream<Path> documents() {
        var top = Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(Path::of);
        return Stream.concat(top, Sources.files(DOCS, ".md").stream());
    }

    private static Stream<String> brokenLinks(Path file) {
        return LINK.matcher(prose(file))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.matches("[a-z]+:.*") && !leadsSomewhere(file, target))
                .map(target -> file + " -> " + target);
    }

    private static boolean leadsSomewhere(Path from, String target) {
        var parts = target.split("#", 2);
        var file = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
        return Files.exists(file)
                && (parts.length == 1
                        || headings(file).stream().map(DocsTest::anchor).anyMatch(parts[1]::equals));
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static List<String> headings(Path file) {
        return HEADING.matcher(prose(file))
                .results()
                .map(heading -> heading.group(1).strip())
                .toList();
    }

    private static Stream<MatchResult> rows(Path file, Pattern row) {
        return row.matcher(prose(file)).results();
    }

    // A comment in a shell example looks like a title.
    private static String prose(Path file) {
        return Sources.text(file).replaceAll("(?s)```.*?```", "");
    }

    private static Properties properties(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
        return properties;
    }
}
