package gateway.processors.correspondent.links;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that two share: there as a whole or not at all. */
class FolderTest {

    @TempDir
    Path shared;

    private Path path;
    private Folder folder;

    @BeforeEach
    void begin() {
        path = shared.resolve("out");
        folder = new Folder(path);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private java.util.List<String> seen(int limit, Set<Path> last) throws IOException {
        return folder.files(limit, last).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    /** Whoever is reading goes on with the file as it was, and nobody ever sees the beginning of the new one alone. */
    @Test
    void aFileIsReplacedAsAWhole() throws IOException {
        folder.put("a", bytes("the first one, which is long"));
        try (var reader = Files.newInputStream(path.resolve("a.xml"))) {
            assertThat(reader.readNBytes(9)).asString(UTF_8).isEqualTo("the first");

            folder.put("a", bytes("second"));

            assertThat(reader.readAllBytes()).asString(UTF_8).isEqualTo(" one, which is long");
        }
        assertThat(path.resolve("a.xml")).content().isEqualTo("second");
        assertThat(path).isDirectoryContaining(file -> file.endsWith("a.xml")).isDirectoryNotContaining("glob:**.part");
    }

    /** Its writer died on the way, or is still at it. */
    @Test
    void whatHasNoNameOfItsOwnYetIsNotSeen() throws IOException {
        folder.put("b", bytes("whole"));
        Files.writeString(path.resolve(".a.xml.part"), "<Docu");
        Files.writeString(path.resolve(".a.xml"), "<Docu");
        Files.writeString(path.resolve("a.part"), "<Docu");
        Files.createDirectories(path.resolve("c.xml"));

        assertThat(seen(10, Set.of())).containsExactly("b.xml");
        folder.put("a", bytes("whole at last"));
        assertThat(seen(10, Set.of())).containsExactly("a.xml", "b.xml");
    }

    @Test
    void whatFailedComesBehindAllOthers() throws IOException {
        for (var name : new String[] {"c", "a", "b"}) {
            folder.put(name, bytes(name));
        }

        assertThat(seen(2, Set.of(path.resolve("a.xml")))).containsExactly("b.xml", "c.xml");
        assertThat(seen(3, Set.of(path.resolve("a.xml")))).containsExactly("b.xml", "c.xml", "a.xml");
    }

    @Test
    void whatIsTooLargeOrGoneHasNoBytes() throws IOException {
        folder.put("a", bytes("12345"));
        var file = path.resolve("a.xml");

        assertThat(Folder.bytes(file, 5))
                .hasValueSatisfying(it -> assertThat(it).isEqualTo(bytes("12345")));
        assertThat(Folder.bytes(file, 4)).isEmpty();
        folder.away(file, "done");
        folder.away(file, "done");

        assertThat(Folder.bytes(file, 5)).isEmpty();
        assertThat(path.resolve("done/a.xml")).content().isEqualTo("12345");
        assertThat(seen(10, Set.of())).isEmpty();
    }
}
