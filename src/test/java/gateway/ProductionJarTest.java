package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opens the very jar that is shipped: the build makes it before the tests run. */
class ProductionJarTest {

    private static final List<String> CLASSES = new ArrayList<>();
    private static final List<String> LIBRARIES = new ArrayList<>();
    private static final String SBOM = "META-INF/sbom/application.cdx.json";
    /** What nobody may be made to accept who runs the product; a component that offers another choice is fine. */
    private static final Pattern COPYLEFT =
            Pattern.compile("(?i).*(A?GPL|GNU|SSPL|BUSL|Business Source|Commons Clause).*");

    private static JsonNode sbom = JsonMapper.shared().createObjectNode();
    private static boolean layered;

    @BeforeAll
    static void read() throws IOException {
        var path = System.getProperty("gateway.jar");
        assertThat(path).as("set by the build; run ./gateway test").isNotNull();
        try (var jar = new JarFile(path)) {
            layered = jar.getEntry("BOOT-INF/layers.idx") != null;
            sbom = readSbom(jar);
            for (var entry : jar.stream().toList()) {
                collect(jar, entry);
            }
        }
    }

    @Test
    void holdsTheGatewayInLayers() {
        assertThat(CLASSES).contains("gateway/GatewayApplication.class");
        assertThat(layered).isTrue();
    }

    @Test
    void holdsNothingOfTheSandbox() {
        assertThat(CLASSES).noneMatch(name -> name.startsWith("sandbox/"));
    }

    @Test
    void holdsNoTests() {
        assertThat(CLASSES).noneMatch(name -> name.matches(".*(Test|Scenario|Contract)\\.class"));
    }

    @Test
    void holdsNoLibraryThatOnlyTestsNeed() {
        assertThat(LIBRARIES)
                .isNotEmpty()
                .noneMatch(name ->
                        name.matches("(archunit|spring-modulith-core|junit|jqwik|jazzer|assertj|reactor-test|embedded-"
                                + "|testcontainers|HdrHistogram).*"));
    }

    @Test
    void tellsWhatItIsMadeOf() {
        assertThat(sbom.path("bomFormat").stringValue("")).isEqualTo("CycloneDX");
        var told = components()
                .filter(component -> component.path("type").stringValue("").equals("library"))
                .map(component -> component.path("name").stringValue("") + "-"
                        + component.path("version").stringValue(""))
                .collect(Collectors.toSet());
        var untold = LIBRARIES.stream()
                // Only Boot's own tool is added to the jar without being a dependency.
                .filter(library -> !library.startsWith("spring-boot-jarmode-tools"))
                .filter(library -> told.stream().noneMatch(library::startsWith));

        assertThat(untold)
                .as("libraries in the jar that its SBOM does not tell")
                .isEmpty();
    }

    /** The same sources give the same text: no moment, no number drawn by lot. */
    @Test
    void whatItTellsIsReproducible() {
        assertThat(sbom.has("serialNumber")).isFalse();
        assertThat(sbom.path("metadata").path("timestamp").stringValue("2026-01-01T00:00:00Z"))
                .isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void everyLibraryMayBeUsedWithoutOpeningTheProduct() {
        assertThat(components().toList())
                .isNotEmpty()
                .allSatisfy(component -> assertThat(licences(component))
                        .as("licences of %s", component.path("purl"))
                        .isNotEmpty()
                        .anyMatch(licence -> !isCopyleft(licence)));
    }

    @Test
    void tellsCopyleftFromOtherLicences() {
        assertThat(List.of(
                        "AGPL-3.0-only", "GPL-2.0-or-later", "GNU General Public License", "SSPL-1.0", "LGPL-2.1-only"))
                .allMatch(ProductionJarTest::isCopyleft);
        assertThat(List.of("Apache-2.0", "MIT", "EPL-2.0", "BSD-3-Clause", "GPL-2.0-with-classpath-exception"))
                .noneMatch(ProductionJarTest::isCopyleft);
    }

    private static boolean isCopyleft(String licence) {
        return COPYLEFT.matcher(licence).matches() && !licence.contains("classpath-exception");
    }

    private static Stream<JsonNode> components() {
        return sbom.path("components").valueStream();
    }

    /** Several are a choice. */
    private static List<String> licences(JsonNode component) {
        return component
                .path("licenses")
                .valueStream()
                .map(choice -> choice.path("expression")
                        .stringValue(choice.path("license")
                                .path("id")
                                .stringValue(choice.path("license").path("name").stringValue(""))))
                .toList();
    }

    private static JsonNode readSbom(JarFile jar) throws IOException {
        var entry = jar.getEntry(SBOM) == null ? jar.getEntry("BOOT-INF/classes/" + SBOM) : jar.getEntry(SBOM);
        assertThat(entry).as("the SBOM in the jar").isNotNull();
        return JsonMapper.shared().readTree(jar.getInputStream(entry));
    }

    private static void collect(JarFile jar, ZipEntry entry) throws IOException {
        var name = entry.getName();
        if (name.startsWith("BOOT-INF/classes/")) {
            CLASSES.add(name.substring("BOOT-INF/classes/".length()));
        } else if (name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar")) {
            LIBRARIES.add(name.substring("BOOT-INF/lib/".length()));
            collectSandboxClasses(jar.getInputStream(entry));
        } else if (name.endsWith(".class")) {
            CLASSES.add(name);
        }
    }

    // Nor through the back door of a library that carries them.
    private static void collectSandboxClasses(InputStream library) throws IOException {
        try (var inner = new ZipInputStream(library)) {
            for (var entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
                if (entry.getName().startsWith("sandbox/")) {
                    CLASSES.add(entry.getName());
                }
            }
        }
    }
}
