package gateway.processors.correspondent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.embedded.LiveBooks;

/** What becomes of files that a correspondent should not have put into its folder. */
class CorrespondentFolderModuleTest {

    @TempDir
    Path folder;

    private CorrespondentRig rig;

    @BeforeEach
    void open() {
        rig = new CorrespondentRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void badFilesAreSetAsideAndUnfinishedOnesAreLeft() throws Exception {
        var in = Files.createDirectories(folder.resolve("correspondent-files").resolve("in"));
        Files.writeString(in.resolve("a.xml"), "<!DOCTYPE l [<!ENTITY a \"lol\">]><Envelope>&a;</Envelope>");
        Files.write(in.resolve("b.xml"), new byte[17 * 1024 * 1024]);
        Files.writeString(in.resolve("c.xml"), "<Envelope><AppHdr");
        Files.writeString(in.resolve(".d.xml"), "<Envelope><AppHdr");
        Files.writeString(in.resolve("e.tmp"), "<Envelope><AppHdr");

        rig.node();

        await().atMost(CorrespondentRig.PATIENCE)
                .until(() -> names(in.resolve("refused")).equals(List.of("a.xml", "b.xml", "c.xml")));
        assertThat(names(in)).containsExactly(".d.xml", "e.tmp", "refused");
    }

    /** One whose place in the folder of the refused is taken stays, and holds up none behind it. */
    @Test
    void aFileThatCannotBeSetAsideStaysAlone() throws Exception {
        var in = Files.createDirectories(folder.resolve("correspondent-files").resolve("in"));
        Files.createDirectories(in.resolve("refused").resolve("a.xml").resolve("in the way"));
        Files.writeString(in.resolve("a.xml"), "<Envelope><AppHdr");
        Files.writeString(in.resolve("b.xml"), "<Envelope><AppHdr");

        var node = rig.node();

        await().atMost(CorrespondentRig.PATIENCE)
                .until(() -> names(in.resolve("refused")).equals(List.of("a.xml", "b.xml")));
        assertThat(names(in)).containsExactly("a.xml", "refused");
        await().atMost(CorrespondentRig.PATIENCE).until(() -> failing(node, "Fetching from correspondent usbk") > 0);
        assertThat(failing(node, "Sending to correspondent usbk")).isZero();
    }

    private static double failing(LiveBooks node, String work) {
        return node.bean(MeterRegistry.class)
                .get("oqim_work_failing_seconds")
                .tag("work", work)
                .gauge()
                .value();
    }

    @Test
    void anyNumberOfFilesThatCannotBeSetAsideHoldsUpNoOther() throws Exception {
        var in = Files.createDirectories(folder.resolve("correspondent-files").resolve("in"));
        for (int i = 100; i < 230; i++) {
            Files.createDirectories(
                    in.resolve("refused").resolve("a" + i + ".xml").resolve("in the way"));
            Files.writeString(in.resolve("a" + i + ".xml"), "<Envelope><AppHdr");
        }
        Files.writeString(in.resolve("b.xml"), "<Envelope><AppHdr");

        rig.node();

        await().atMost(CorrespondentRig.PATIENCE).until(() -> !Files.exists(in.resolve("b.xml")));
        assertThat(Files.isRegularFile(in.resolve("refused").resolve("b.xml"))).isTrue();
    }

    private static List<String> names(Path folder) throws Exception {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }
}
