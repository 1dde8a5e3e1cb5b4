package gateway.crossborder.corridors;

import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;

/**
 * A correspondent bank as the pack knows it.
 *
 * @param name of its link
 * @param cap net debit cap: how much we may have on the way and spent there beyond what it was funded with
 * @param closed days beside Saturdays and Sundays on which it does not settle in this currency
 */
public record Correspondent(String name, Asset currency, Money cap, Set<LocalDate> closed) {

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    public Correspondent {
        closed = Set.copyOf(closed);
    }

    /** The first day from this one on which it settles; another date in a message is refused (DT01). */
    public LocalDate settlesOn(LocalDate earliest) {
        return earliest.datesUntil(LocalDate.MAX)
                .filter(day -> !WEEKEND.contains(day.getDayOfWeek()) && !closed.contains(day))
                .findFirst()
                .orElseThrow();
    }
}
