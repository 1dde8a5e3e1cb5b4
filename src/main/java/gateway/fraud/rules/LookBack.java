package gateway.fraud.rules;

import gateway.rulebook.Coded;

/** How often rules get as far as a velocity, which decides where it is cheapest to have what was seen. */
public enum LookBack implements Coded {
    /** Redis hears of every payment, and answers. */
    OFTEN("often"),
    /** Redis hears of none, and PostgreSQL answers the few that ask: right at the next payment, too. */
    SELDOM("seldom");

    private final String code;

    LookBack(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
