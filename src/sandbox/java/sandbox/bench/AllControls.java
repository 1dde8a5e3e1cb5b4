package sandbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sandbox.run.SandboxPart;
import sandbox.run.Wiring;

/**
 * A gateway that is asked everything about each payment: four limits, a fee in three parts, twenty fraud rules over
 * three velocities, the state antifraud, and a list of twenty thousand names. None of it stops anybody.
 */
final class AllControls {

    private static final int NAMES = 20_000;
    private static final List<String> PACKS = List.of("limits", "fees", "fraud");
    private static final List<String> SYLLABLES = List.of(
            "qor", "mat", "shax", "zul", "bek", "tem", "nor", "gul", "say", "fid", "rax", "ho", "dil", "um", "azi");

    private AllControls() {}

    static Wiring in(Path folder, int sandboxPort) {
        var written = write(folder.resolve("controls"));
        return Wiring.with(() -> {
            var all = new TreeMap<>(SandboxPart.stateAntifraud(sandboxPort));
            PACKS.forEach(pack -> all.put("gateway." + pack + ".pack", "file:" + written.resolve(pack + ".yaml")));
            all.put("gateway.compliance.lists.folder", written.toString());
            return all;
        });
    }

    private static Path write(Path folder) {
        var random = new Random(1);
        var lines = IntStream.range(0, NAMES)
                .mapToObj(n -> "N-%d,person,%s %s %s,,,UZ,m,,,".formatted(n, word(random), word(random), word(random)))
                .collect(Collectors.joining("\n"));
        try {
            Files.createDirectories(folder);
            for (var pack : PACKS) {
                try (var text = AllControls.class.getResourceAsStream("/sandbox/bench/" + pack + ".yaml")) {
                    Files.copy(Objects.requireNonNull(text), folder.resolve(pack + ".yaml"));
                }
            }
            Files.writeString(folder.resolve("national.csv"), """
                    #published=2026-11-20,entries=%d
                    id,kind,name,aliases,born,country,gender,pinfl,passport,inn
                    %s
                    """.formatted(NAMES, lines));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String word(Random random) {
        var word = SYLLABLES.get(random.nextInt(SYLLABLES.size()))
                + SYLLABLES.get(random.nextInt(SYLLABLES.size()))
                + SYLLABLES.get(random.nextInt(SYLLABLES.size()));
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
