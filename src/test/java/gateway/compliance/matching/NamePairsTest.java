package gateway.compliance.matching;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.compliance.PartyKind;
import gateway.compliance.names.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How often we are right about pairs of names that a person has judged: of 264, all that are found are right, and one
 * of 138 is missed.
 */
class NamePairsTest {

    private static final Path FILE = Path.of("src/test/resources/compliance/pairs.txt");
    private static final int POSSIBLE_FROM = 780;

    private static final List<Judged> PAIRS = new ArrayList<>();

    private record Judged(boolean same, String line, int score) {

        boolean found() {
            return score >= POSSIBLE_FROM;
        }
    }

    @BeforeAll
    static void judge() throws IOException {
        for (var line : Files.readAllLines(FILE)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                PAIRS.add(judged(line));
            }
        }
    }

    private static Judged judged(String line) {
        var cells = line.split("\\|", -1);
        var kind = PartyKind.valueOf(cells[1].strip().toUpperCase(Locale.ROOT));
        var likeness = CompareNames.compare(
                Name.read(kind, cells[2]).orElseThrow(),
                Name.read(kind, cells[3]).orElseThrow(),
                Weights.EVEN);
        return new Judged(cells[0].strip().equals("same"), line, likeness.score());
    }

    @Test
    void thereAreEnoughOfBothKinds() {
        assertThat(PAIRS.stream().filter(Judged::same)).hasSizeGreaterThanOrEqualTo(100);
        assertThat(PAIRS.stream().filter(pair -> !pair.same())).hasSizeGreaterThanOrEqualTo(100);
    }

    @Test
    void whatIsFoundIsRight() {
        long right = count(true, true);
        long wrong = count(false, true);

        assertThat(1000 * right / (right + wrong))
                .as("precision of a thousand; wrongly found: %s", wrong(false))
                .isGreaterThanOrEqualTo(985);
    }

    @Test
    void whatIsRightIsFound() {
        long found = count(true, true);
        long missed = count(true, false);

        System.out.printf(
                "%d pairs of names: precision %d, recall %d of a thousand%n",
                PAIRS.size(), 1000 * found / (found + count(false, true)), 1000 * found / (found + missed));
        assertThat(1000 * found / (found + missed))
                .as("recall of a thousand; missed: %s", wrong(true))
                .isGreaterThanOrEqualTo(985);
    }

    private static long count(boolean same, boolean found) {
        return PAIRS.stream()
                .filter(pair -> pair.same() == same && pair.found() == found)
                .count();
    }

    private static List<String> wrong(boolean same) {
        return PAIRS.stream()
                .filter(pair -> pair.same() == same && pair.found() != same)
                .map(pair -> "\n" + pair.score() + " " + pair.line())
                .toList();
    }
}
