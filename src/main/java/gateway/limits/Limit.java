package gateway.limits;

import gateway.rulebook.Citation;
import gateway.rulebook.Validity;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * One version of a rule: what may be used at most, by whom, over which time.
 *
 * @param id stays the same through all versions, and so does what was counted
 * @param reach to which payments it applies
 * @param by what has a count of its own; empty for one count for the whole bank
 * @param max in minor units of the asset, or a number of payments or payees
 * @param asset only payments in it count, whatever is measured
 */
record Limit(
        String id,
        int version,
        Citation citation,
        Validity validity,
        Reach reach,
        Set<Dimension> by,
        Measure measure,
        Window window,
        long max,
        Asset asset) {

    boolean concerns(Use use) {
        return validity.holds(use.at())
                && use.amount().asset().equals(asset)
                && (isOfBalance() ? concernsReceiver(use) : concernsPayer(use));
    }

    private boolean concernsPayer(Use use) {
        return reach.covers(use)
                && by.stream().allMatch(dimension -> dimension.of(use).isPresent());
    }

    private boolean concernsReceiver(Use use) {
        return use.receiver() != null && reach.isFor(use.under().receiverTier());
    }

    /** Whether it bounds what a wallet holds, whoever pays into it. */
    boolean isOfBalance() {
        return measure == Measure.BALANCE;
    }

    /** Whose maximum it is: of the one who pays, or whose wallet gets the money. */
    CustomerId holder(Use use) {
        return isOfBalance() ? Objects.requireNonNull(use.receiver()) : use.customer();
    }

    /** Whether each use is kept by itself, because the sum changes as uses leave, or because payees repeat. */
    boolean keepsUses() {
        return window instanceof Window.Rolling || measure == Measure.PAYEES;
    }

    /** Whether anything is counted at all. */
    boolean counts() {
        return measure != Measure.SINGLE;
    }

    /** Whether no customer's uses are counted with another's, so that one may have another maximum. */
    boolean isPersonal() {
        return !counts() || by.stream().anyMatch(Dimension::isPersonal);
    }

    /** Units of what it counts as people read them: {@code 1500.00} or {@code 3}. */
    String text(long units) {
        return measure.isMoney() ? new Money(units, asset).toDecimal() : String.valueOf(units);
    }

    /** The same, but ending when the other does. */
    Limit endingAs(Limit other) {
        return holding(new Validity(validity.from(), other.validity.until()));
    }

    /** The same without beginning and end. */
    Limit always() {
        return holding(new Validity(Instant.EPOCH, null));
    }

    private Limit holding(Validity other) {
        return new Limit(id, version, citation, other, reach, by, measure, window, max, asset);
    }

    /** Whether both versions add up the same, so that one may go on with the other's count. */
    boolean countsAs(Limit other) {
        return measure == other.measure
                && window.equals(other.window)
                && by.equals(other.by)
                && asset.equals(other.asset);
    }
}
