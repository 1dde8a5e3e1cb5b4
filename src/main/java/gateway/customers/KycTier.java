package gateway.customers;

/** How well a customer is known to the bank; whoever is known better may do more. */
public enum KycTier {
    /** A phone that answers, and nothing else. */
    PHONE_ONLY(0),
    /** The registry knows the person, and the phone is theirs. */
    MATCHED(1),
    /** And a document of theirs is valid. */
    DOCUMENTED(2),
    /** And somebody of the bank has seen them. */
    SEEN(3);

    private final int level;

    KycTier(int level) {
        this.level = level;
    }

    /** 0 to 3, as the outside world counts them. */
    public int level() {
        return level;
    }
}
