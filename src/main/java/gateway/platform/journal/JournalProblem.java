package gateway.platform.journal;

import gateway.shared.problems.ProblemType;

/** Why the journal could not answer. Nothing was written, except where the outcome is uncertain. */
public enum JournalProblem implements ProblemType {
    UNAVAILABLE(503, "The books cannot be reached right now"),
    OVERLOADED(503, "Too many payments at once; try again shortly"),
    /** The database vanished during the commit and did not come back in time: read before repeating. */
    UNCERTAIN(503, "The outcome is not known yet; ask for it shortly");

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
