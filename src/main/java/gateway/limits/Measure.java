package gateway.limits;

/** What is added up. */
enum Measure {
    /** The amounts, in minor units of the limit's asset. */
    AMOUNT,
    /** How many. */
    COUNT,
    /** How many different payees. */
    PAYEES,
    /** Nothing: each amount by itself. */
    SINGLE;

    boolean isMoney() {
        return this == AMOUNT || this == SINGLE;
    }

    long unitsOf(Use use) {
        return isMoney() ? use.amount().minor() : 1;
    }
}
