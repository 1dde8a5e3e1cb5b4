package gateway.sessions.signin;

import gateway.sessions.SessionProblem;
import gateway.sessions.policy.SessionLives;
import java.time.Duration;
import java.time.Instant;

/** What a refresh token is answered with. Pure: the session row is locked around it. */
final class RefreshRule {

    private RefreshRule() {}

    /** The answer to a refresh token. */
    sealed interface Verdict {

        /** The current token: its successor is made. */
        record Rotate() implements Verdict {}

        /**
         * The token just before it, again, by the same device, within the grace: the answer was lost, so the same
         * successor.
         */
        record Repeat() implements Verdict {}

        /** Any other earlier token: somebody has a copy. The session ends. */
        record Reused() implements Verdict {}

        record No(SessionProblem problem) implements Verdict {}
    }

    /**
     * @param revokedAt the highest epoch anything of the session was revoked at, 0 for never
     * @param generation of the token that was presented
     * @param key of the proof that came with it
     */
    static Verdict judge(
            Session session, long revokedAt, int generation, String key, Instant now, SessionLives limits) {
        if (!session.key().equals(key)) {
            // Not the holder: nothing changes, or a thief of a bound token could end the session with it.
            return new Verdict.No(SessionProblem.REFRESH_INVALID);
        }
        if (revokedAt >= session.epoch() || hasEnded(session, now, limits)) {
            return new Verdict.No(SessionProblem.SESSION_ENDED);
        }
        if (generation == session.generation()) {
            return new Verdict.Rotate();
        }
        return generation == session.generation() - 1 && within(limits.refreshGrace(), session.rotatedAt(), now)
                ? new Verdict.Repeat()
                : new Verdict.Reused();
    }

    static boolean hasEnded(Session session, Instant now, SessionLives limits) {
        return !now.isBefore(session.endsAt())
                || !now.isBefore(session.lastSeenAt().plus(limits.idle()));
    }

    // Also when it lies in the future, by the clock of another node or of this one before it was set back.
    private static boolean within(Duration grace, Instant since, Instant now) {
        return Duration.between(since, now).abs().compareTo(grace) <= 0;
    }
}
