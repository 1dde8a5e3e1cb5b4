package gateway.fees;

import gateway.rulebook.Coded;

/** What becomes of a fee when its payment is given back. */
public enum RefundPolicy implements Coded {
    /** Returned whole once the whole payment is given back, and not before. */
    IN_FULL("full"),

    /** Returned in proportion to what is given back. */
    PRO_RATA("pro-rata"),

    /** Not returned. */
    KEPT("kept");

    private final String code;

    RefundPolicy(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
