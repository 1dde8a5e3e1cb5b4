package gateway.audit;

import gateway.shared.problems.ProblemType;

/** What can be wrong with a question about the trail. */
public enum AuditProblem implements ProblemType {
    AUDIT_EVENT_NOT_FOUND(404, "There is no such event"),
    AUDIT_NO_CHECKPOINT(404, "There is no checkpoint yet"),
    AUDIT_EVENT_TOO_NEW(409, "No checkpoint covers the event yet; ask again in a few seconds"),
    AUDIT_EVENT_CHANGED(409, "The event is not what the trail recorded");

    private final int status;
    private final String title;

    AuditProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
