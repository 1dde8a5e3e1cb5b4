package sandbox.chaos.overload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.chaos.Verdict;

/** The control must lose most of the others' payments; what a busy machine loses or delays is not enough. */
class StalledRailTest {

    @ParameterizedTest
    @CsvSource({
        "1.00, 0.17, true",
        "1.00, 0.49, true",
        "1.00, 0.50, false",
        "1.00, 0.99, false",
        "0.60, 0.29, true",
        "0.60, 0.40, false",
        "0.00, 0.00, false"
    })
    void theControlLosesMostOfTheOthers(double before, double during, boolean clean) {
        var verdict = new Verdict();

        StalledRail.judgeControl(verdict, Rail.VISA, before, during);

        assertThat(verdict.isClean()).isEqualTo(clean);
    }
}
