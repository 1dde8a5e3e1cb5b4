package gateway.sessions.signin;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.sessions.SessionProblem;
import gateway.sessions.policy.SessionLives;
import gateway.sessions.signin.RefreshRule.Verdict;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefreshRuleTest {

    private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
    private static final SessionLives LIMITS =
            new SessionLives(5, Duration.ofDays(30), Duration.ofDays(90), Duration.ofSeconds(10));

    /** Its fourth refresh token was made at T0. */
    private static final Session SESSION = new Session(
            new SessionId(new UUID(3, 3)),
            new CustomerId(new UUID(1, 1)),
            new DeviceId(new UUID(2, 2)),
            "app",
            "key",
            100,
            4,
            T0,
            T0.minusSeconds(900),
            T0,
            T0.plus(Duration.ofDays(80)));

    private static Verdict judge(long revokedAt, int generation, String key, Instant now) {
        return RefreshRule.judge(SESSION, revokedAt, generation, key, now, LIMITS);
    }

    @Test
    void theCurrentTokenRotates() {
        assertThat(judge(0, 4, "key", T0.plusSeconds(500))).isEqualTo(new Verdict.Rotate());
    }

    @Test
    void theParentIsRepeatedWithinTheGraceOnly() {
        assertThat(judge(0, 3, "key", T0.plusSeconds(10))).isEqualTo(new Verdict.Repeat());
        assertThat(judge(0, 3, "key", T0.plusSeconds(10).plusMillis(1))).isEqualTo(new Verdict.Reused());
    }

    @Test
    void aRotationInTheFutureGivesNoMoreGrace() {
        assertThat(judge(0, 3, "key", T0.minusSeconds(10))).isEqualTo(new Verdict.Repeat());
        assertThat(judge(0, 3, "key", T0.minusSeconds(11))).isEqualTo(new Verdict.Reused());
    }

    @Test
    void anyOtherTokenEndsTheSession() {
        for (int generation : new int[] {-1, 0, 1, 2, 5, 6}) {
            assertThat(judge(0, generation, "key", T0)).isEqualTo(new Verdict.Reused());
        }
    }

    @Test
    void anotherKeyChangesNothing() {
        for (int generation = 1; generation <= 5; generation++) {
            assertThat(judge(0, generation, "other", T0)).isEqualTo(new Verdict.No(SessionProblem.REFRESH_INVALID));
        }
    }

    @Test
    void aRevokedSessionStaysEnded() {
        assertThat(judge(99, 4, "key", T0)).isEqualTo(new Verdict.Rotate());
        assertThat(judge(100, 4, "key", T0)).isEqualTo(new Verdict.No(SessionProblem.SESSION_ENDED));
        assertThat(judge(101, 1, "key", T0)).isEqualTo(new Verdict.No(SessionProblem.SESSION_ENDED));
    }

    @Test
    void idleAndAbsoluteLimitsEndIt() {
        assertThat(judge(0, 4, "key", T0.plus(Duration.ofDays(30))))
                .isEqualTo(new Verdict.No(SessionProblem.SESSION_ENDED));
        assertThat(judge(0, 4, "key", T0.plus(Duration.ofDays(80))))
                .isEqualTo(new Verdict.No(SessionProblem.SESSION_ENDED));
    }
}
