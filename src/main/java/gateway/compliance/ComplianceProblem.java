package gateway.compliance;

import gateway.shared.problems.ProblemType;

/** What can be wrong with who is to be screened, and with what is decided about a case. */
public enum ComplianceProblem implements ProblemType {
    NAME_UNREADABLE(422, "This name cannot be screened"),
    BIRTH_DATE_INVALID(422, "This is not a date of birth"),
    LISTS_UNKNOWN(503, "It is not known yet which lists are in force"),
    LIST_NOT_FOUND(404, "No such list is in force"),
    CASE_NOT_FOUND(404, "No such case"),
    CASE_CLOSED(409, "The case has been decided"),
    EVIDENCE_CHANGED(409, "The case holds other evidence by now"),
    PROPOSAL_EXISTS(409, "Something has been proposed already"),
    PROPOSAL_MISSING(409, "Nothing has been proposed"),
    SECOND_PERSON_NEEDED(403, "Whoever proposed it cannot decide it"),
    REPORT_MISSING(409, "It was not decided to report this case"),
    CASE_RESTRICTS_NOBODY(409, "No customer is restricted because of this case");

    private final int status;
    private final String title;

    ComplianceProblem(int status, String title) {
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
