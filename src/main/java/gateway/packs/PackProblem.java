package gateway.packs;

import gateway.shared.problems.ProblemType;

/** What can be wrong with a pack of rules. */
public enum PackProblem implements ProblemType {
    PACK_KIND_UNKNOWN(422, "There is no such kind of pack"),
    PACK_UNSIGNED(422, "The pack does not bear the signature of anybody who may sign"),
    PACK_UNFIT(422, "The pack is refused; the old one stays"),
    PACKS_UNKNOWN(503, "It is not known yet which rules are in force");

    private final int status;
    private final String title;

    PackProblem(int status, String title) {
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
