package sandbox.chaos.overload;

/** A rail, in the order in which a crowd's customers have their cards. */
enum Rail {
    VISA,
    UZCARD,
    HUMO;

    /** @param number of the customer in the crowd */
    static Rail ofPayer(int number) {
        return values()[number % values().length];
    }

    /** As the sandbox calls it. */
    String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
