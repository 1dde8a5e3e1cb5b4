package gateway.platform.journal;

import gateway.shared.problems.ProblemType;

/** Why the journal could not take an entry; nothing was written. */
public enum JournalProblem implements ProblemType {
    UNAVAILABLE(503, "The books cannot be reached right now"),
    OVERLOADED(503, "Too many payments at once; try again shortly");

    private final int status;
    private final String title;

    JournalProblem(int status, String title) {
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
