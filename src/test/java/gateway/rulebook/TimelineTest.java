package gateway.rulebook;

import static gateway.rulebook.Rules.NOW;
import static gateway.rulebook.Rules.day;
import static gateway.rulebook.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rule there must always be one version of. */
class TimelineTest {

    private static final Timeline<String> TWO =
            new Timeline<>(List.of(rule("a", 1, -10, 5, "one"), rule("a", 3, 5, null, "three")));

    private static final String PACK = """
            - {id: a, version: 1, decided: 2026-01-01, from: 2026-01-01, until: 2026-06-01,
               source: x, confidence: press, text: {uz: a, ru: b, en: c}}
            - {id: a, version: 2, decided: 2026-01-01, from: 2026-06-01, source: x, confidence: press,
               text: {uz: a, ru: b, en: c}}
            """;

    private static Timeline<String> read(String text) {
        return Timeline.read(
                PackText.read(text), place -> new Version<>(RuleHead.read(Fields.of(place, RuleHead.with())), "says"));
    }

    @Test
    void oneVersionHoldsAtEveryMoment() {
        assertThat(TWO.at(NOW).number()).isEqualTo(1);
        assertThat(TWO.at(day(5)).number()).isEqualTo(3);
        assertThat(TWO.at(day(5).minusNanos(1)).number()).isEqualTo(1);
        assertThat(TWO.at(day(500)).number()).isEqualTo(3);
        assertThat(TWO.at(day(-500)).number()).isEqualTo(1);
    }

    @Test
    void isRead() {
        assertThat(read(PACK).versions()).extracting(Version::number).containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "until: 2026-06-01 | until: 2026-05-31                   | 3 | must begin on the day",
                "until: 2026-06-01 | until: 2026-06-02                   | 3 | must begin on the day",
                "until: 2026-06-01, |                                    | 3 | must begin on the day",
                "id: a, version: 2 | id: b, version: 2                   | 3 | another version of a",
                "version: 2        | version: 1                          | 3 | larger version",
                "from: 2026-06-01, | 'from: 2026-06-01, until: 2027-01-01,' | 1 | must not end"
            })
    void isRefusedWithAGapAnOverlapOrAnEnd(String good, String bad, int line, String reason) {
        var text = PACK.replace(good, bad == null ? "" : bad);
        assertThat(text).isNotEqualTo(PACK);
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> read(text))
                .satisfies(unfit -> assertThat(unfit.remark().line()).isEqualTo(line))
                .withMessageContaining(reason);
    }

    @Test
    void isNeverEmpty() {
        assertThatExceptionOfType(UnfitPack.class).isThrownBy(() -> read("[]")).withMessageContaining("at least one");
    }
}
