package gateway.crossborder.results;

import gateway.crossborder.rates.RateBoard.Rate;
import gateway.crossborder.results.Period.Line;
import gateway.crossborder.results.Period.With;
import gateway.crossborder.results.Stretch.Days;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Adds up exchanges, in memory that grows with days and corridors and not with exchanges; pure. Of what happened after
 * the days that are asked about only how it moved positions counts: where they stand now is known, and the rest is
 * reckoned back from there.
 */
final class ResultBook {

    private final Stretch stretch;
    private final TreeMap<Key, Realised> sums = new TreeMap<>();
    private final Map<Asset, Money> later = new HashMap<>();

    ResultBook(Stretch stretch) {
        this.stretch = stretch;
    }

    /** @param part the first day of it */
    private record Key(LocalDate part, With with, String corridor, String currency) implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparing(Key::part)
                .thenComparing(Key::with)
                .thenComparing(Key::corridor)
                .thenComparing(Key::currency);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    void add(LocalDate day, With with, @Nullable String corridor, Realised more) {
        var key = new Key(
                stretch.partOf(day),
                with,
                corridor == null ? "" : corridor,
                more.units().asset().code());
        sums.merge(key, more, Realised::plus);
    }

    /** @param units that came into a position after the last day */
    void addLater(Money units) {
        later.merge(units.asset(), units, Money::plus);
    }

    /** The parts in order, and all of them as one. */
    record Report(List<Period> parts, Period all) {}

    /**
     * @param now where positions stand after everything that was added
     * @param rates by day and currency, of the day's end; also of the day before the first
     */
    Report report(Map<Asset, Money> now, BiFunction<LocalDate, Asset, Optional<Rate>> rates) {
        var closing = new HashMap<Asset, Money>();
        now.forEach((asset, sum) -> closing.put(asset, sum.minus(later.getOrDefault(asset, Money.zero(asset)))));
        var end = Map.copyOf(closing);
        var parts = new ArrayList<Period>();
        for (var days : stretch.parts().reversed()) {
            parts.addFirst(period(days, closing, lines(days), rates));
        }
        var all = new HashMap<>(end);
        return new Report(parts, period(new Days(stretch.from(), stretch.to()), all, together(), rates));
    }

    /** @param positions at its end; at its beginning afterwards */
    private static Period period(
            Days days,
            Map<Asset, Money> positions,
            List<Line> lines,
            BiFunction<LocalDate, Asset, Optional<Rate>> rates) {
        var revalued = new ArrayList<Revalued>();
        for (var asset : positions.keySet().stream()
                .sorted(Comparator.comparing(Asset::code))
                .toList()) {
            var moved = lines.stream()
                    .map(Line::sum)
                    .filter(it -> it.units().asset().equals(asset))
                    .reduce(Realised.none(asset), Realised::plus);
            var closing = positions.getOrDefault(asset, Money.zero(asset));
            var opening = closing.minus(moved.units());
            positions.put(asset, opening);
            revalued.add(Revalued.of(
                    opening,
                    closing,
                    moved.middle(),
                    rates.apply(days.from().minusDays(1), asset).orElse(null),
                    rates.apply(days.to(), asset).orElse(null)));
        }
        return Period.of(days.from(), days.to(), lines, revalued);
    }

    private List<Line> lines(Days days) {
        return sums.entrySet().stream()
                .filter(it -> it.getKey().part().equals(days.from()))
                .map(it -> line(it.getKey(), it.getValue()))
                .toList();
    }

    private List<Line> together() {
        var all = new TreeMap<Key, Realised>();
        sums.forEach((key, sum) ->
                all.merge(new Key(stretch.from(), key.with(), key.corridor(), key.currency()), sum, Realised::plus));
        return all.entrySet().stream()
                .map(it -> line(it.getKey(), it.getValue()))
                .toList();
    }

    private static Line line(Key key, Realised sum) {
        return new Line(key.with(), key.corridor().isEmpty() ? null : key.corridor(), sum);
    }
}
