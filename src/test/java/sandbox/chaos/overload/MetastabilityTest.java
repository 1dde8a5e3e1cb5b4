package sandbox.chaos.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.chaos.Verdict;

/** A bank that recovers for a moment and falls again has not recovered, and a standstill nobody felt proves nothing. */
class MetastabilityTest {

    private static final int CALM = 15;
    private static final int STILL = 30;
    private static final int LENGTH = CALM + STILL + 60;
    private static final int EACH = 100;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "recovers and stays so,       0,  45, 105, true",
        "recovers late,               0,  80, 105, false",
        "recovers for 5 s and falls,  0,  45,  50, false",
        "recovers for 50 s and falls, 0,  45,  95, false",
        "hardly anybody noticed,      90, 45, 105, false"
    })
    void everyWayToFailIsSeen(String name, int meanwhile, int from, int until, boolean clean) {
        var course = new Course(Duration.ofSeconds(LENGTH));
        long begun = System.nanoTime();
        course.begin();
        for (int second = 0; second < LENGTH; second++) {
            boolean well = second < CALM || second >= from && second < until;
            int served = well ? EACH : second < CALM + STILL ? meanwhile : 0;
            long moment = begun + Duration.ofSeconds(second).plusMillis(500).toNanos();
            for (int i = 0; i < EACH; i++) {
                course.placed(Rail.VISA, moment);
                if (i < served) {
                    course.served(Rail.VISA, moment, moment);
                }
            }
        }
        var verdict = new Verdict();

        Metastability.judge(verdict, course, STILL, 0.2);

        assertThat(verdict.isClean()).as(verdict.text()).isEqualTo(clean);
    }
}
