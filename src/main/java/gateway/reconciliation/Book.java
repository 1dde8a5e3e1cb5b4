package gateway.reconciliation;

import java.util.Locale;

/** Who tells of a movement. */
public enum Book {
    /** The ledger. */
    OURS,
    /** An entry that repaired a break: ours as well, and never told to the bank. */
    REPAIR,
    /** The counterparty's file. */
    THEIRS,
    /** The bank's statement of the account on which the counterparty settles. */
    BANK;

    /** As it is written everywhere. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For codes that came from our own tables. */
    public static Book of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
