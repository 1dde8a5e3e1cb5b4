package gateway.processors.correspondent;

import gateway.shared.problems.ProblemType;

/** What can be wrong with a message that a correspondent posts, most decisive first. */
public enum CorrespondentProblem implements ProblemType {
    CORRESPONDENT_CERTIFICATE_MISSING(401, "No client certificate was shown"),
    CORRESPONDENT_CERTIFICATE_REFUSED(403, "The client certificate does not speak for this correspondent"),
    CORRESPONDENT_UNSIGNED(401, "The message is not sealed by a correspondent of ours"),
    CORRESPONDENT_MESSAGE_UNFIT(422, "The message cannot be read as one that was agreed on"),
    CORRESPONDENT_TRANSFER_FOREIGN(403, "The transfer was not sent to this correspondent"),
    CORRESPONDENT_MESSAGE_CHANGED(409, "Another message came under the same id");

    private final int status;
    private final String title;

    CorrespondentProblem(int status, String title) {
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
