package gateway.microloans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.rulebook.Citation.Confidence;
import gateway.rulebook.PackText;
import gateway.rulebook.UnfitPack;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

/** The caps of microloans, as a pack. */
class CapPacksTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private final CapPacks packs = new CapPacks();
    private String shipped = "";

    @BeforeEach
    void read() throws IOException {
        shipped = PackText.load(new ClassPathResource("rulebook/uz/microloans.yaml"));
    }

    /** Nobody has read these laws in their published text. */
    @Test
    void theShippedOneIsReadAndSaysThatItIsHearsay() {
        assertThat(packs.read(shipped).caps()).hasSize(6).allSatisfy(cap -> {
            assertThat(cap.head().citation().confidence()).isEqualTo(Confidence.PRESS);
            assertThat(cap.head().citation().source()).contains("as reported");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format: 1               | format: 2               | 4   | must be 1",
                "most: \"100000000.00\"  | most: \"0\"             | 18  | more than nothing",
                "most: \"100000000.00\"  | most: \"-1\"            | 18  | negative",
                "currency: UZS           | currency: QQQ           | 19  | no such currency",
                "most: \"0.25 %\"        | most: \"0.25\"          | 32  | a percentage in quotes",
                "most: \"0.25 %\"        | most: 0.25              | 32  | a percentage in quotes",
                "most: \"0.25 %\"        | most: \"0 %\"           | 32  | more than nothing",
                "kind: term              | kind: length            | 70  | must be one of",
                "months: 36              | months: 0               | 71  | must be 1 to 600",
                "months: 36              | most: \"1 %\"           | 71  | not known",
                "pause: \"24h\"          | pause: \"0s\"           | 84  | must be from 60s",
                "from: 2025-07-24        | from: 2025-04-21        | 24  | before it was decided",
                "id: microloan-term      | id: microloan-amount    | 60  | the name and the version of another",
                "confidence: press       | confidence: sure        | 12  | must be one of"
            })
    void isRefusedAsAWholeWithLineAndReason(String good, String bad, int line, String reason) {
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> packs.read(shipped.replace(good, bad)))
                .satisfies(unfit -> assertThat(unfit.remark().line()).isEqualTo(line))
                .withMessageContaining(reason);
    }

    @Test
    void versionsOfOneRuleAreOfOneKindAndFollowEachOther() {
        var again = shipped.substring(
                        shipped.indexOf("  - id: microloan-term"), shipped.indexOf("  - id: microloan-next"))
                .replace("version: 1", "version: 2");
        var rate = again.replace("kind: term", "kind: daily-rate").replace("months: 36", "most: \"1 %\"");

        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> packs.read(shipped + again))
                .withMessageContaining("holds at the same time as another version of it");
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> packs.read(shipped + rate))
                .withMessageContaining("the name of a rule of another kind");
    }

    @Test
    void whatHasBegunIsNeitherChangedNorDropped() {
        var before = packs.read(shipped);
        var ended = shipped.replace("    months: 36", "    months: 36\n    until: 2027-01-01");

        assertThatCode(() -> packs.checkSuccession(before, packs.read(ended), NOW))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() ->
                        packs.checkSuccession(before, packs.read(shipped.replace("months: 36", "months: 35")), NOW))
                .withMessageContaining("microloan-term version 1")
                .withMessageContaining("cannot be changed");
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> packs.checkSuccession(
                        before, packs.read(shipped.substring(0, shipped.indexOf("  - id: microloan-next"))), NOW))
                .withMessageContaining("cannot be dropped");
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> packs.checkSuccession(
                        packs.read(shipped.substring(0, shipped.indexOf("  - id: microloan-next"))), before, NOW))
                .withMessageContaining("would begin in the past");
    }

    @ParameterizedTest
    @ValueSource(strings = {"50 %", "0.25 %", "0.000001 %", "99999.999999 %", "0 %"})
    void aPercentageIsWrittenAsItIsRead(String text) {
        assertThat(Percentage.parse(text)).hasToString("Optional[" + text + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "1%", "-1 %", "01 %", "1. %", ".5 %", "1,5 %", "0.0000001 %", "100000 %", "１ %"})
    void isNoPercentage(String text) {
        assertThat(Percentage.parse(text)).isEmpty();
    }
}
