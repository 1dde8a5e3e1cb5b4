package gateway.notifications;

import gateway.shared.problems.ProblemType;

/** What can be wrong with what is asked about notifications, most decisive first. */
public enum NotificationProblem implements ProblemType {
    REPORT_UNKNOWN(404, "There is no message that this could be a report of"),
    NOTIFICATION_UNKNOWN(422, "There are no notifications of this kind on this channel"),
    NOTIFICATION_MANDATORY(422, "This notification cannot be switched off"),
    PUSH_TOKEN_INVALID(422, "This is not a push token");

    private final int status;
    private final String title;

    NotificationProblem(int status, String title) {
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
