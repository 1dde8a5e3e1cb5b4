package gateway.inbound.web;

import gateway.inbound.No;
import org.jspecify.annotations.Nullable;

/** Ends a call with an error of the protocol. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final No no;
    private final @Nullable String field;

    Refused(No no) {
        this(no, null, no.text());
    }

    private Refused(No no, @Nullable String field, String detail) {
        super(detail, null, false, false);
        this.no = no;
        this.field = field;
    }

    /** A field that is not as it has to be. */
    static Refused of(String field, String why) {
        return new Refused(No.UNREADABLE, field, why);
    }

    No no() {
        return no;
    }

    @Nullable
    String field() {
        return field;
    }
}
