package gateway.limits;

import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules, each with the time it is in force. Immutable: a new book takes the place of the old one as a whole. */
record LimitBook(List<Limit> limits) {

    LimitBook {
        limits = List.copyOf(limits);
    }

    /** What the use wants of each rule that concerns it, in the order of the book. */
    List<Claim> claims(Use use) {
        return limits.stream()
                .filter(limit -> limit.concerns(use))
                .map(limit -> Claim.of(limit, use))
                .toList();
    }

    /**
     * The same for more of what was counted before as one payment to its payee: amounts go on, and a single one is the
     * whole.
     *
     * @param before what was counted
     */
    List<Claim> claimsOfMore(Use more, Money before) {
        var whole = more.of(more.amount().plus(before));
        return Stream.concat(ofMeasure(Measure.AMOUNT, more), ofMeasure(Measure.SINGLE, whole))
                .toList();
    }

    private Stream<Claim> ofMeasure(Measure measure, Use use) {
        return claims(use).stream().filter(claim -> claim.limit().measure() == measure);
    }

    /** The same version of the same limit. */
    Optional<Limit> find(Limit other) {
        return limits.stream()
                .filter(limit -> limit.id().equals(other.id()) && limit.version() == other.version())
                .findFirst();
    }

    /** The limits that hold at that moment, as if they always had. */
    List<Limit> standingAt(Instant moment) {
        return limits.stream()
                .filter(limit -> limit.validity().holds(moment))
                .map(Limit::always)
                .toList();
    }

    /** Whether how well customers are known matters at all. */
    boolean goesByTier() {
        return limits.stream()
                .anyMatch(
                        limit -> !limit.reach().tiers().isEmpty() || limit.by().contains(Dimension.TIER));
    }

    /** Whether it has any rule of what wallets hold, in force or not: what has begun is never dropped. */
    boolean boundsBalances() {
        return limits.stream().anyMatch(Limit::isOfBalance);
    }

    /** The rules that go by uses alone. */
    LimitBook withoutBalances() {
        return new LimitBook(
                limits.stream().filter(limit -> !limit.isOfBalance()).toList());
    }

    boolean isEmpty() {
        return limits.isEmpty();
    }
}
