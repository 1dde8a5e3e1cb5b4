package gateway.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gateway.approvals.Act.State;
import gateway.shared.problems.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActRulesTest {

    private static final Instant PROPOSED = Instant.parse("2026-11-26T10:00:00Z");
    private static final Instant EXPIRES = PROPOSED.plusSeconds(60);

    @ParameterizedTest
    @CsvSource(textBlock = """
            # state,   wish,      by,      after s, problem
            PROPOSED,  APPROVED,  rustam,  0,
            PROPOSED,  APPROVED,  rustam,  59,
            PROPOSED,  APPROVED,  rustam,  60,      ACT_EXPIRED
            PROPOSED,  APPROVED,  dilnoza, 0,       ACT_OWN
            PROPOSED,  REFUSED,   rustam,  0,
            PROPOSED,  REFUSED,   dilnoza, 0,       ACT_OWN
            PROPOSED,  WITHDRAWN, dilnoza, 0,
            PROPOSED,  WITHDRAWN, rustam,  0,       ACT_NOT_YOURS
            APPROVED,  APPROVED,  rustam,  0,       ACT_DECIDED
            APPROVED,  WITHDRAWN, dilnoza, 0,       ACT_DECIDED
            REFUSED,   APPROVED,  rustam,  0,       ACT_DECIDED
            WITHDRAWN, REFUSED,   rustam,  99,      ACT_DECIDED
            """)
    void oneProposesAndAnotherDecidesInTime(
            State state, State wish, String by, int after, @Nullable ApprovalProblem problem) {
        var act =
                new Act(new UUID(1, 2), "kind", "subject", "content", "why", "dilnoza", PROPOSED, EXPIRES, state, null);

        var refused = catchThrowableOfType(
                ProblemException.class, () -> ActRules.check(act, wish, by, PROPOSED.plusSeconds(after)));

        assertThat(refused == null ? null : refused.type()).isEqualTo(problem);
    }
}
