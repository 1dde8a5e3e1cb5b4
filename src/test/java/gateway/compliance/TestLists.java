package gateway.compliance;

import gateway.compliance.lists.ListFile;
import gateway.compliance.lists.ListSource;
import gateway.compliance.matching.ListIndex;
import gateway.compliance.matching.Screen;
import gateway.rulebook.Channel;
import gateway.rulebook.Citation;
import gateway.rulebook.Citation.Confidence;
import gateway.rulebook.RuleHead;
import gateway.rulebook.Validity;
import gateway.rulebook.Version;
import gateway.rulebook.Wording;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Made-up lists for tests. */
public final class TestLists {

    private static final Path FOLDER = Path.of("src/test/resources/compliance");
    private static final String HEAD =
            "#published=2026-11-20,entries=%d\n" + "id,kind,name,aliases,born,country,gender,pinfl,passport,inn\n%s";

    private TestLists() {}

    /** A payment that no clause of these tests is about. */
    static final Occasion USUAL = new Occasion(new Money(100_000, Asset.UZS), Channel.APP);

    /** Thresholds, as a rule of version 3. */
    static Supplier<Version<Screen>> thresholds(int hitFrom, int possibleFrom) {
        var citation = new Citation("test", Confidence.SAMPLE, Instant.EPOCH, new Wording("uz", "ru", "en"));
        var head = new RuleHead("sanctions-screening", 3, citation, new Validity(Instant.EPOCH, null));
        return () -> new Version<>(head, new Screen(hitFrom, possibleFrom));
    }

    /** The three files of {@code src/test/resources/compliance}. */
    public static ListIndex threeLists() {
        return new ListIndex(Arrays.stream(ListSource.values())
                .map(source -> read(source, file(source)))
                .toList());
    }

    /** A national list of these lines. */
    public static ListIndex national(List<String> lines) {
        var text = HEAD.formatted(lines.size(), String.join("\n", lines));
        return new ListIndex(List.of(read(ListSource.NATIONAL, text.getBytes(StandardCharsets.UTF_8))));
    }

    /** The Treasury's list with one replacement. */
    static ListIndex treasurys(String good, String other) {
        var text = new String(file(ListSource.OFAC), StandardCharsets.UTF_8).replace(good, other);
        return new ListIndex(List.of(read(ListSource.OFAC, text.getBytes(StandardCharsets.UTF_8))));
    }

    private static byte[] file(ListSource source) {
        try {
            return Files.readAllBytes(FOLDER.resolve(source.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ListFile read(ListSource source, byte[] bytes) {
        try {
            return source.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
