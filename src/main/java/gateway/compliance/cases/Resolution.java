package gateway.compliance.cases;

import java.util.Arrays;
import java.util.Optional;

/** What can be decided about a case. */
public enum Resolution {
    /** It is somebody else, or nothing: its matches are remembered as cleared. */
    FALSE_ALARM("false-alarm"),
    /** The financial intelligence unit is told. */
    REPORT("report"),
    /** The customer neither pays nor is paid, until two people end that. */
    RESTRICT("restrict");

    private final String code;

    Resolution(String code) {
        this.code = code;
    }

    /** Its name outside and in the database; renaming the constant cannot change it. */
    public String code() {
        return code;
    }

    /** Empty when none is written so. */
    public static Optional<Resolution> find(String code) {
        return Arrays.stream(values()).filter(it -> it.code.equals(code)).findFirst();
    }
}
