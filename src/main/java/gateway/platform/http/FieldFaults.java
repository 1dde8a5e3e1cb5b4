package gateway.platform.http;

import gateway.shared.problems.ProblemException;
import gateway.shared.problems.ProblemType;
import java.util.regex.Pattern;

/** Problems that point at one field. */
final class FieldFaults {

    /** A client may call a field anything, a card number or a code too; only what is spelled like ours is repeated. */
    private static final Pattern REPEATABLE =
            Pattern.compile("(?:[a-z][A-Za-z_]{0,39}(?:\\[[0-9]{1,4}])?(?:\\.|$)){1,6}");

    private FieldFaults() {}

    static ProblemException invalid(String field, String why) {
        return of(RequestProblem.FIELD_INVALID, field, "%s: " + why);
    }

    static ProblemException missing(String field) {
        return of(RequestProblem.FIELD_MISSING, field, "%s is required");
    }

    static ProblemException unknown(String field) {
        return of(RequestProblem.UNKNOWN_FIELD, field, "%s is not a field of this request");
    }

    private static ProblemException of(ProblemType type, String field, String detail) {
        var name = REPEATABLE.matcher(field).matches() ? field : "?";
        return type.because(detail.replace("%s", name)).with("field", name);
    }
}
