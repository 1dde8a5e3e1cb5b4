package sandbox.chaos.overload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.chaos.Verdict;
import sandbox.faults.Fault;

/** A campaign that cannot fail proves nothing: neither rails that hear too much nor rails that nobody asked pass. */
class FailingRailsTest {

    @ParameterizedTest
    @CsvSource({
        "   0, 1000, false",
        "  10, 1000, false",
        " 299, 1000, false",
        " 300, 1000, true",
        " 940, 1000, true",
        "1100, 1000, true",
        "1101, 1000, false",
        "   0,    0, false"
    })
    void railsHearOfEachPaymentOnce(long messages, long opened, boolean clean) {
        var verdict = new Verdict();

        FailingRails.judge(verdict, Fault.SILENCE_DONE, messages, opened);

        assertThat(verdict.isClean()).isEqualTo(clean);
    }
}
