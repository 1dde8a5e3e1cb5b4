package gateway.crossborder.rates;

import gateway.crossborder.rates.RateJudgement.Held;
import gateway.crossborder.rates.RateJudgement.Known;
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
 * @param jump how many percent a rate may move at once without anybody looking
 * @param agreement how many percent another provider may differ and still bear a jump out
 * @param goodFor how long a rate is good, weekends not counted: nobody publishes then
 * @param zone where days begin
 */
public record RateRules(BigDecimal jump, BigDecimal agreement, Duration goodFor, ZoneId zone) {

    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    /**
     * @param last what is in force of the same provider and currency; null at first
     * @param others what other providers say of the currency and is not stale, held or not
     */
    RateJudgement judge(Observation seen, @Nullable Observation last, List<Observation> others, Instant now) {
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
        if (last != null && !seen.asOf().isAfter(last.asOf())) {
            return new Known();
        }
        return last == null || within(seen.middle(), last.middle(), jump) || bornOut(seen, others)
                ? new Taken()
                : new Held("moved from %s to %s"
                        .formatted(last.middle().toPlainString(), seen.middle().toPlainString()));
    }

    private boolean bornOut(Observation seen, List<Observation> others) {
        return others.stream().anyMatch(other -> agree(seen, other));
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
