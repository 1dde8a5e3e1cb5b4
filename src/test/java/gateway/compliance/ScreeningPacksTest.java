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
        assertThat(packs.read(shipped).at(NOW).says()).isEqualTo(new Screen(900, 780));
        assertThat(packs.read(shipped).at(NOW).id()).isEqualTo("sanctions-screening");
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
        assertThat(after.at(Instant.parse("2026-12-31T19:00:00Z")).says()).isEqualTo(new Screen(900, 800));
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> packs.checkSuccession(before, packs.read(shipped.replace("780", "800")), NOW))
                .withMessageContaining("sanctions-screening version 1")
                .withMessageContaining("cannot be changed");
    }
}
