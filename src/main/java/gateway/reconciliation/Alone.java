package gateway.reconciliation;

import java.util.Locale;

/** Which of the three books says something else than both others. */
public enum Alone {
    OURS("The counterparty and the bank agree: correct ours, and hold the repair's document back if the bank has it"),
    THEIRS("Our ledger and the bank agree: have the counterparty correct its book"),
    BANK("Our ledger and the counterparty agree: have the bank correct its book"),
    /** All three differ. */
    EACH("No two books agree: find out what happened first"),
    /** There is no third book, or it has not been told yet. */
    UNKNOWN("");

    private final String advice;

    Alone(String advice) {
        this.advice = advice;
    }

    /** What follows from it; empty where nothing does. */
    String advice() {
        return advice;
    }

    /** As it is written everywhere. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For codes that came from our own tables. */
    public static Alone of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
