package gateway.crossborder.rates;

import gateway.crossborder.corridors.RateBounds;
import gateway.crossborder.rates.RateJudgement.Held;
import gateway.crossborder.rates.RateJudgement.Refused;
import gateway.crossborder.rates.RateJudgement.Taken;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rates are believed, and for how long; pure.
 *
 * @param jump how many percent a rate may move at once, and providers may differ, without anybody looking
 * @param agreement how many percent another provider may differ and still bear a jump out
 * @param goodFor how long a rate is good, weekends not counted: nobody publishes then
 * @param zone where days begin
 */
public record RateRules(BigDecimal jump, BigDecimal agreement, Duration goodFor, ZoneId zone) {

    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    /**
     * What is known of a currency when a provider says something of it.
     *
     * @param last what is in force of the same provider; null where nothing ever was
     * @param others what other providers say, is in force and not stale
     * @param waiting what other providers say, is held and not stale
     * @param bounds between which prices the pack believes it; null where it says nothing of the currency
     */
    record Known(
            @Nullable Observation last,
            List<Observation> others,
            List<Observation> waiting,
            @Nullable RateBounds bounds) {

        /** Whether the pack has nothing against it. */
        boolean isBelievable(Observation rate) {
            return bounds == null || bounds.hold(rate.middle());
        }
    }

    RateJudgement judge(Observation seen, Known known, Instant now) {
        if (!Price.fits(seen.bid()) || !Price.fits(seen.ask())) {
            return new Refused("zero, negative, or of no countable size");
        }
        if (seen.bid().compareTo(seen.ask()) > 0) {
            return new Refused("crossed: the bid is above the ask");
        }
        // A rate for tomorrow is published today.
        if (seen.asOf().isAfter(now.plus(CLOCKS_DIFFER))) {
            return new Refused("from the future");
        }
        if (known.last() != null && !seen.asOf().isAfter(known.last().asOf())) {
            return new RateJudgement.Known();
        }
        var doubt = doubt(seen, known);
        return doubt == null ? new Taken() : new Held(doubt);
    }

    /** Why a person has to look at it; null where nobody has to. */
    private @Nullable String doubt(Observation seen, Known known) {
        var bounds = known.bounds();
        if (bounds != null && !known.isBelievable(seen)) {
            return "%s is not between %s and %s".formatted(text(seen), bounds.least(), bounds.most());
        }
        if (bornOut(seen, known.others()) || bornOut(seen, known.waiting())) {
            return null;
        }
        var last = known.last();
        if (last != null) {
            return isNear(last, seen) ? null : "moved from %s to %s".formatted(text(last), text(seen));
        }
        return firstDoubt(seen, known);
    }

    // A provider whose word nobody has seen yet is compared with the others, and without others with the pack.
    private @Nullable String firstDoubt(Observation seen, Known known) {
        if (known.others().isEmpty()) {
            return known.bounds() == null
                    ? "the first word of the currency, %s, and the pack does not bound it".formatted(text(seen))
                    : null;
        }
        return known.others().stream().anyMatch(other -> isNear(other, seen))
                ? null
                : "the provider's first word, %s, and %s says %s"
                        .formatted(
                                text(seen),
                                known.others().getFirst().provider(),
                                text(known.others().getFirst()));
    }

    private boolean bornOut(Observation seen, List<Observation> others) {
        return others.stream().anyMatch(other -> agree(seen, other));
    }

    /** Whether one is no further from the other than a rate may move unseen. */
    boolean isNear(Observation from, Observation seen) {
        return within(seen.middle(), from.middle(), jump);
    }

    private static String text(Observation it) {
        return it.middle().toPlainString();
    }

    /** Whether one bears the other out. */
    boolean agree(Observation one, Observation other) {
        return within(one.middle(), other.middle(), agreement);
    }

    private static boolean within(BigDecimal seen, BigDecimal from, BigDecimal percent) {
        var moved = seen.subtract(from).abs().movePointRight(2);
        return moved.compareTo(from.multiply(percent)) <= 0;
    }

    /** Whether nobody may be quoted by it any more. */
    boolean isStale(Observation rate, Instant now) {
        return !now.isBefore(staleAt(rate.asOf()));
    }

    /** Saturdays and Sundays on the way do not count. */
    Instant staleAt(Instant asOf) {
        var left = goodFor;
        var at = asOf;
        while (true) {
            var midnight = day(at).plusDays(1).atStartOfDay(zone).toInstant();
            if (isWeekend(at)) {
                at = midnight;
                continue;
            }
            var today = Duration.between(at, midnight);
            if (today.compareTo(left) >= 0) {
                return at.plus(left);
            }
            left = left.minus(today);
            at = midnight;
        }
    }

    /** Markets are closed, so what a currency will cost on Monday is not known. */
    public boolean isWeekend(Instant at) {
        var day = day(at).getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /** The middle as a price. */
    static BigDecimal priceOf(Observation rate) {
        return rate.middle().setScale(Price.DECIMALS, RoundingMode.HALF_UP);
    }
}
