package gateway.approvals;

import gateway.approvals.Act.State;
import java.time.Instant;

/** Who may decide what, and until when. */
final class ActRules {

    private ActRules() {}

    /** Throws the problem that stands against it. */
    static void check(Act act, State wish, String by, Instant now) {
        if (act.state() != State.PROPOSED) {
            throw ApprovalProblem.ACT_DECIDED
                    .because("It is " + act.state().code())
                    .with("state", act.state().code());
        }
        if (!now.isBefore(act.expiresAt())) {
            throw ApprovalProblem.ACT_EXPIRED.because("It could be decided until " + act.expiresAt());
        }
        boolean own = act.proposedBy().equals(by);
        if (wish == State.WITHDRAWN && !own) {
            throw ApprovalProblem.ACT_NOT_YOURS.because("Refuse it instead");
        }
        if (wish != State.WITHDRAWN && own) {
            throw ApprovalProblem.ACT_OWN.because("Withdraw it, or wait for a colleague");
        }
    }
}
