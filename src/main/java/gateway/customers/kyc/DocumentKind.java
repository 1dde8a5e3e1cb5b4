package gateway.customers.kyc;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a person can show, and how its number is written. */
public enum DocumentKind {
    ID_CARD("id-card", "[A-Z]{2}[0-9]{7}"),
    PASSPORT("passport", "[A-Z]{2}[0-9]{7}"),
    FOREIGN_PASSPORT("foreign-passport", "[A-Z0-9]{5,20}"),
    RESIDENCE_PERMIT("residence-permit", "[A-Z0-9]{5,20}");

    private final String code;
    private final Pattern number;

    DocumentKind(String code, String number) {
        this.code = code;
        this.number = Pattern.compile(number);
    }

    /** Its name outside; renaming the constant cannot change it. */
    public String code() {
        return code;
    }

    boolean fits(String digits) {
        return number.matcher(digits).matches();
    }

    static Optional<DocumentKind> find(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }
}
