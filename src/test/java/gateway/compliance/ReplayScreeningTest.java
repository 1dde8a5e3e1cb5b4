package gateway.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.compliance.ReplayScreening.Both;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import gateway.rulebook.NotRecorded;
import gateway.rulebook.PackText;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/** Recorded screenings by other thresholds. */
class ReplayScreeningTest {

    private String shipped = "";

    @BeforeEach
    void read() throws IOException {
        shipped = PackText.load(new ClassPathResource("compliance/screening.yaml"));
    }

    /** A second version with other thresholds after the shipped one, which is 900 and 780. */
    private ReplayScreening by(int hit, int possible) {
        var next = shipped.substring(shipped.indexOf("  - id"))
                .replace("version: 1", "version: 2")
                .replace("from: 2026-01-01", "from: 2099-01-01")
                .replace("900", String.valueOf(hit))
                .replace("780", String.valueOf(possible));
        return ReplayScreening.by(
                shipped.replace("from: 2026-01-01", "from: 2026-01-01\n    until: 2099-01-01") + next);
    }

    private static Judgement recorded(Outcome outcome, Map<String, String> inputs) {
        return new Judgement("screening", outcome, "sanctions-screening", 1, new TreeMap<>(inputs), Instant.EPOCH);
    }

    private static Judgement matched(Outcome outcome, String word, int score) {
        return recorded(
                outcome,
                Map.of("lists", "ofac-sdn 7", "payer", word, "payer-match", "ofac-sdn 12, " + score, "payee", "clear"));
    }

    @ParameterizedTest
    @CsvSource({
        // hit-from, possible-from, recorded as, with the score, would be
        "950, 780, hit, 920, REVIEW",
        "950, 940, hit, 920, ALLOWED",
        "900, 780, hit, 920, REFUSED",
        "921, 780, hit, 920, REVIEW",
        "920, 780, hit, 920, REFUSED",
        "900, 850, possible, 800, ALLOWED",
        "900, 800, possible, 800, REVIEW",
        "800, 780, possible, 800, REFUSED",
        // One below a hit is likelier than it says, and not sure.
        "850, 780, possible, 899, REVIEW"
    })
    void goesByTheScoreThatWasKept(int hit, int possible, String word, int score, Outcome now) {
        var then = word.equals("hit") ? Outcome.REFUSED : Outcome.REVIEW;

        assertThat(by(hit, possible).judge(matched(then, word, score))).contains(new Both(then, now));
    }

    @Test
    void whatWasLetThroughStaysSoWhereNothingLessAlikeCounts() {
        var clear = recorded(Outcome.ALLOWED, Map.of("lists", "un 1", "payer", "clear", "payee", "unknown"));

        assertThat(by(950, 780).judge(clear)).contains(new Both(Outcome.ALLOWED, Outcome.ALLOWED));
    }

    @Test
    void whatLessAlikeNamesWouldBringIsNotKnownAndSaidSo() {
        var clear = recorded(Outcome.ALLOWED, Map.of("lists", "un 1", "payer", "clear", "payee", "unknown"));

        assertThatExceptionOfType(NotRecorded.class)
                .isThrownBy(() -> by(900, 700).judge(clear))
                .withMessageContaining("Names from 700 to 779 of a thousand alike were let through")
                .withMessageContaining("not recorded");
    }

    @Test
    void aListThatWasMissingIsNoThreshold() {
        var missing = recorded(
                Outcome.REFUSED, Map.of("missing-lists", "un", "payer", "possible", "payer-match", "x 1, 800"));

        assertThat(by(950, 900).judge(missing)).contains(new Both(Outcome.REFUSED, Outcome.REFUSED));
    }

    @Test
    void aPackWithoutTheRuleThatJudgedCannotTell() {
        var other = new Judgement("screening", Outcome.ALLOWED, "older", 3, new TreeMap<>(), Instant.EPOCH);

        assertThatExceptionOfType(NotRecorded.class)
                .isThrownBy(() -> by(950, 780).judge(other))
                .withMessageContaining("older version 3");
    }

    @Test
    void otherChecksAreNotAsked() {
        assertThat(by(950, 780).judge(Judgement.allowed("limits", Map.of(), Instant.EPOCH)))
                .isEmpty();
    }
}
