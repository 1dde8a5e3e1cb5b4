package gateway.rulebook;

import static gateway.rulebook.Rules.NOW;
import static gateway.rulebook.Rules.rule;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What may follow upon rules that were in force. */
class HistoryTest {

    private static final Version<String> RUNS = rule("a", 1, -10, null, "one");
    private static final Version<String> COMES = rule("a", 2, 5, null, "two");

    private static void refuses(List<Version<String>> before, List<Version<String>> after, String reason) {
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> History.check(before, after, NOW))
                .withMessageContaining("a version ")
                .withMessageContaining(reason);
    }

    @Test
    void whatRunsMayEndAndAnotherFollow() {
        assertThatCode(() -> History.check(List.of(RUNS), List.of(rule("a", 1, -10, 5, "one"), COMES), NOW))
                .doesNotThrowAnyException();
        assertThatCode(() -> History.check(List.of(RUNS), List.of(RUNS), NOW)).doesNotThrowAnyException();
    }

    @Test
    void whatHasNotBegunMayChangeOrGo() {
        assertThatCode(() -> History.check(List.of(RUNS, COMES), List.of(RUNS), NOW))
                .doesNotThrowAnyException();
        assertThatCode(() -> History.check(List.of(COMES), List.of(rule("a", 2, 6, null, "three")), NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void whatHasBegunIsHistory() {
        refuses(List.of(RUNS), List.of(), "cannot be dropped");
        refuses(List.of(RUNS), List.of(rule("a", 1, -10, null, "two")), "cannot be changed");
        refuses(List.of(RUNS), List.of(rule("a", 1, -11, null, "one")), "cannot be changed");
        refuses(List.of(RUNS), List.of(rule("a", 1, -10, -1, "one")), "cannot end in the past");
        refuses(List.of(rule("a", 1, -10, -1, "one")), List.of(RUNS), "nor go on after its end");
    }

    @Test
    void nothingBeginsInThePast() {
        refuses(List.of(), List.of(rule("a", 1, -1, null, "one")), "begin in the past");
        refuses(List.of(COMES), List.of(rule("a", 2, -1, null, "two")), "begin in the past");
    }
}
