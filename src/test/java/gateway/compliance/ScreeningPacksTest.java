package gateway.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.compliance.matching.Screen;
import gateway.rulebook.PackText;
import gateway.rulebook.UnfitPack;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/** How alike names have to be, as a pack. */
class ScreeningPacksTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private final ScreeningPacks packs = new ScreeningPacks();
    private String shipped = "";

    @BeforeEach
    void read() throws IOException {
        shipped = PackText.load(new ClassPathResource("compliance/screening.yaml"));
    }

    @Test
    void theShippedOneIsRead() {
        assertThat(packs.read(shipped).thresholds().at(NOW).says()).isEqualTo(new Screen(900, 780));
        assertThat(packs.read(shipped).thresholds().at(NOW).id()).isEqualTo("sanctions-screening");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hit-from: 900      | hit-from: 780        | 17 | must be below hit-from",
                "hit-from: 900      | hit-from: 1001       | 16 | must be 1 to 1000",
                "possible-from: 780 | possible-from: 0     | 17 | must be 1 to 1000",
                "possible-from: 780 | possible: 1          | 17 | not known",
                "format: 1          | format: 2            | 3  | must be 1"
            })
    void isRefusedAsAWholeWithLineAndReason(String good, String bad, int line, String reason) {
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> packs.read(shipped.replace(good, bad)))
                .satisfies(unfit -> assertThat(unfit.remark().line()).isEqualTo(line))
                .withMessageContaining(reason);
    }

    @Test
    void thresholdsChangeByAnotherVersionOnly() {
        var before = packs.read(shipped);
        var version2 = shipped.substring(shipped.indexOf("  - id"))
                .replace("version: 1", "version: 2")
                .replace("from: 2026-01-01", "from: 2027-01-01")
                .replace("780", "800");
        var after =
                packs.read(shipped.replace("from: 2026-01-01", "from: 2026-01-01\n    until: 2027-01-01") + version2);

        assertThatCode(() -> packs.checkSuccession(before, after, NOW)).doesNotThrowAnyException();
        assertThat(after.thresholds().at(Instant.parse("2026-12-31T19:00:00Z")).says())
                .isEqualTo(new Screen(900, 800));
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> packs.checkSuccession(before, packs.read(shipped.replace("780", "800")), NOW))
                .withMessageContaining("sanctions-screening version 1")
                .withMessageContaining("cannot be changed");
    }

    private static String without(String more) {
        return """
                fail-policy:
                  - id: without-lists
                    version: 1
                    decided: 2026-01-01
                    from: 2026-01-01
                    source: "the bank's own"
                    confidence: sample
                    text: {uz: "Roʻyxatsiz", ru: "Без списков", en: "Without lists"}
                """ + more.indent(4);
    }

    /** What the policy cannot say; the first line of the policy is the pack's eighteenth. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dependency: lists           | 'dependency: orders'          | 26 | orders of the state hold whatever",
                "dependency: lists           | 'dependency: limits'          | 26 | what cannot be counted",
                "dependency: lists           | 'dependency: state-antifraud' | 26 | stands in another pack",
                "dependency: lists           | 'dependency: weather'         | 26 | must be one of",
                "dependency: lists           | ''                            | 19 | lacks the field dependency",
                "review-below: \"1000.00\" | 'open-below: \"1.00\"'      | 29 | nothing passes that was not compared",
                "review-below: \"1000.00\" | ''                            | 19 | or neither of them",
                "currency: UZS               | ''                            | 19 | or neither of them",
                "'channels: [app, web]'      | 'channels: []'                | 27 | must not be empty",
            })
    void nothingIsLetPastTheLists(String good, String bad, int line, String reason) {
        var fit =
                shipped + without("dependency: lists\nchannels: [app, web]\ncurrency: UZS\nreview-below: \"1000.00\"");
        assertThat(packs.read(fit).whenMissing().clauses()).hasSize(1);
        assertThat(fit).contains(good);

        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> packs.read(fit.replace(good, bad)))
                .satisfies(unfit -> assertThat(unfit.remark().line()).isEqualTo(line))
                .withMessageContaining(reason);
    }

    @Test
    void aClauseComesAndGoesAtOnceAndDoesNotChange() {
        var before = packs.read(shipped);
        var one = packs.read(shipped + without("dependency: lists\nchannels: [app, web]"));
        var other = packs.read(shipped + without("dependency: lists\nchannels: [app]"));

        assertThatCode(() -> packs.checkSuccession(before, one, NOW)).doesNotThrowAnyException();
        assertThatCode(() -> packs.checkSuccession(one, one, NOW)).doesNotThrowAnyException();
        assertThatCode(() -> packs.checkSuccession(one, before, NOW)).doesNotThrowAnyException();
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> packs.checkSuccession(one, other, NOW))
                .withMessageContaining("without-lists 1: says something else than before");
    }
}
