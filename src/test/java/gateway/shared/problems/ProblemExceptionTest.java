package gateway.shared.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A problem's extras come as they were added, in every process alike. */
class ProblemExceptionTest {

    /** What can be wrong here; no enum, or the catalogue of problems would list it. */
    private static final ProblemType ANYTHING = new ProblemType() {

        @Override
        public String name() {
            return "ANYTHING";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public String title() {
            return "Anything is wrong";
        }
    };

    // A set or map of the JDK that cannot be changed has an order of its own in each process; twelve in a row do not
    // come right by chance.
    @Test
    void extrasKeepTheirOrder() {
        var names = IntStream.range(0, 12).mapToObj(n -> "member-" + n).toList();
        var problem = ANYTHING.because("so");
        for (var name : names) {
            problem = problem.with(name, 1);
        }

        assertThat(problem.members().keySet()).containsExactlyElementsOf(names);
        assertThat(problem.with("member-3", 2).members().keySet()).containsExactlyElementsOf(names);
        assertThat(problem.members()).containsEntry("member-3", 1);
    }
}
