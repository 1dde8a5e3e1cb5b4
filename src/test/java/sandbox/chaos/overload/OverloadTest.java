package sandbox.chaos.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.chaos.Verdict;

/** A storm that did not come, that nobody survived, or that left something behind must not pass for one that was. */
class OverloadTest {

    private static final int SECONDS = 10;
    private static final int MOST = 100;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "all well,             3000, 850, 4.0, true,  503, 999, 1.0, true",
        "fewer came,           2800, 850, 4.0, true,  503, 999, 1.0, false",
        "few were served,      3000, 790, 4.0, true,  503, 999, 1.0, false",
        "more than the most,   4000, 1210, 4.0, true, 503, 999, 1.0, false",
        "refusals took long,   3000, 850, 5.5, true,  503, 999, 1.0, false",
        "refused without word, 3000, 850, 4.0, false, 503, 999, 1.0, false",
        "another answer,       3000, 850, 4.0, true,  500, 999, 1.0, false",
        "payments left over,   3000, 850, 4.0, true,  503, 998, 1.0, false",
        "memory grew,          3000, 850, 4.0, true,  503, 999, 1.2, false"
    })
    void everyWayToFailIsSeen(
            String name,
            int came,
            int served,
            double refusalMillis,
            boolean advised,
            int status,
            long completed,
            double memory,
            boolean clean) {
        var verdict = new Verdict();
        var states = Map.of("completed", completed, "declined", 1_000 - completed);
        var course = course(came, served, status, advised);

        Overload.judge(
                verdict, new Overload.Storm(MOST, course, List.of(1.0, refusalMillis), states, 500, 500 * memory));

        assertThat(verdict.isClean()).as(verdict.text()).isEqualTo(clean);
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void aStormInWhichNobodyWasRefusedProvesNothing(int began) {
        var verdict = new Verdict();

        Overload.judge(
                verdict,
                new Overload.Storm(
                        MOST, course(3_000, 850, 503, true), List.of(), Map.of("completed", (long) began), 500, 500));

        assertThat(verdict.isClean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, false"})
    void whoHearsNothingIsSeen(int unheard, boolean clean) {
        var verdict = new Verdict();
        var course = course(3_000, 850, 503, true);
        IntStream.range(0, 100).forEach(_ -> course.request());
        IntStream.range(0, unheard).forEach(_ -> course.unheard());

        Overload.judge(verdict, new Overload.Storm(MOST, course, List.of(1.0, 4.0), Map.of("completed", 1L), 500, 500));

        assertThat(verdict.isClean()).as(verdict.text()).isEqualTo(clean);
    }

    private static Course course(int came, int served, int status, boolean advised) {
        var course = new Course(Duration.ofSeconds(SECONDS));
        course.begin();
        long last = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        for (int i = 0; i < came; i++) {
            course.placed(Rail.VISA, last);
        }
        // All in the last second: on average of the five that count, a fifth of them each.
        for (int i = 0; i < served * 5 / SECONDS; i++) {
            course.served(Rail.VISA, last, last);
        }
        course.refused(status, advised);
        return course;
    }
}
