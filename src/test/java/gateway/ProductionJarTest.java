package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Opens the very jar that is shipped: the build makes it before the tests run. */
class ProductionJarTest {

    private static final List<String> CLASSES = new ArrayList<>();
    private static final List<String> LIBRARIES = new ArrayList<>();
    private static boolean layered;

    @BeforeAll
    static void read() throws IOException {
        var path = System.getProperty("gateway.jar");
        assertThat(path).as("set by the build; run ./gateway test").isNotNull();
        try (var jar = new JarFile(path)) {
            layered = jar.getEntry("BOOT-INF/layers.idx") != null;
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
                .noneMatch(
                        name -> name.matches("(archunit|spring-modulith-core|junit|jqwik|assertj|reactor-test|embedded-"
                                + "|testcontainers|HdrHistogram).*"));
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
