package gateway.limits;

import gateway.rulebook.Coded;
import java.util.Locale;

/** What is added up. */
enum Measure implements Coded {
    /** The amounts, in minor units of the limit's asset. */
    AMOUNT,
    /** How many. */
    COUNT,
    /** How many different payees. */
    PAYEES,
    /** Nothing: each amount by itself. */
    SINGLE,
    /** What is in a customer's wallet, with what is on its way there. */
    BALANCE;

    boolean isMoney() {
        return this == AMOUNT || this == SINGLE || this == BALANCE;
    }

    long unitsOf(Use use) {
        return isMoney() ? use.amount().minor() : 1;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
