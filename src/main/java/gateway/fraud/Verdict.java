package gateway.fraud;

import gateway.rulebook.Coded;

/** What is to become of an attempt, mildest first. */
public enum Verdict implements Coded {
    ALLOW("allow"),
    /** The customer proves again who they are. */
    STEP_UP("step-up"),
    /** A person of the bank looks at it first. */
    REVIEW("review"),
    REFUSE("refuse");

    private final String code;

    Verdict(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    public Verdict orStricter(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
