package gateway.ledger;

import gateway.ledger.OpenAccount.AccountKind;
import gateway.shared.ids.AccountId;
import gateway.shared.money.Asset;

/** An account while a batch works on it: what it was when it was locked, and what the batch has made of it. */
final class Account {

    private final AccountId id;
    private final Asset asset;
    private final AccountKind kind;
    private final boolean closed;
    private final boolean isNew;
    private final Sums locked;
    private Sums now;
    private boolean touched;

    /** Four sums that only tell a story together, in minor units. None is ever negative. */
    record Sums(long debitsPosted, long creditsPosted, long debitsPending, long creditsPending) {

        static final Sums ZERO = new Sums(0, 0, 0, 0);

        Sums plus(Sums other) {
            return new Sums(
                    Math.addExact(debitsPosted, other.debitsPosted),
                    Math.addExact(creditsPosted, other.creditsPosted),
                    Math.addExact(debitsPending, other.debitsPending),
                    Math.addExact(creditsPending, other.creditsPending));
        }

        Sums negated() {
            return new Sums(-debitsPosted, -creditsPosted, -debitsPending, -creditsPending);
        }
    }

    Account(AccountId id, Asset asset, AccountKind kind, boolean closed, Sums locked) {
        this(id, asset, kind, closed, false, locked);
    }

    private Account(AccountId id, Asset asset, AccountKind kind, boolean closed, boolean isNew, Sums locked) {
        this.id = id;
        this.asset = asset;
        this.kind = kind;
        this.closed = closed;
        this.isNew = isNew;
        this.locked = locked;
        this.now = locked;
    }

    /** One of the bank's own that nobody has used before. */
    static Account unused(AccountId id, Asset asset) {
        return new Account(id, asset, AccountKind.SYSTEM, false, true, Sums.ZERO);
    }

    AccountId id() {
        return id;
    }

    Asset asset() {
        return asset;
    }

    AccountKind kind() {
        return kind;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isNew() {
        return isNew;
    }

    /** An accepted transfer names it, so it must stand in the books even if all sums are back where they were. */
    void touch() {
        touched = true;
    }

    boolean isTouched() {
        return touched;
    }

    void add(Sums change) {
        now = now.plus(change);
    }

    /** As it will be stored. */
    Sums stored() {
        return now;
    }

    /** What the batch adds to the stored sums. */
    Sums change() {
        return now.plus(locked.negated());
    }

    boolean canDebit(long amount) {
        return kind == AccountKind.SYSTEM || now.creditsPosted() - now.debitsPosted() - now.debitsPending() >= amount;
    }

    // Pending sums count as well, so that posting what is pending can never overflow.
    boolean debitOverflows(long amount) {
        return overflows(now.debitsPosted(), now.debitsPending(), amount);
    }

    boolean creditOverflows(long amount) {
        return overflows(now.creditsPosted(), now.creditsPending(), amount);
    }

    private static boolean overflows(long posted, long pending, long amount) {
        return amount > Long.MAX_VALUE - posted - pending;
    }
}
