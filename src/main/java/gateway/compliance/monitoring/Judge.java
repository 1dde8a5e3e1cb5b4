package gateway.compliance.monitoring;

import gateway.compliance.Movement;
import gateway.compliance.monitoring.Suspicion.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one customer's movements with every rule. Pure. A rule finds its window suspicious at a movement; that is
 * one hit, and what follows within the length of the window belongs to it.
 */
final class Judge {

    /** As the database sorts: it takes the bits of an id for a number without a sign, and Java does not. */
    static final Comparator<Movement> ORDER = Comparator.comparing(Movement::at)
            .thenComparing(it -> it.payment().getMostSignificantBits(), Long::compareUnsigned)
            .thenComparing(it -> it.payment().getLeastSignificantBits(), Long::compareUnsigned)
            .thenComparing(Movement::direction);

    private final MonitoringBook book;
    private final BaseUnits units;

    Judge(MonitoringBook book, BaseUnits units) {
        this.book = book;
        this.units = units;
    }

    /**
     * What a rule has found.
     *
     * @param at when the last movement of the window was
     * @param covers until then further movements raise nothing
     */
    record Hit(MonitoringRule rule, Movement last, Instant at, Instant covers, List<Movement> evidence) {}

    /** A hit of before: of which rule, from when until when. */
    record Known(String rule, Instant at, Instant covers) {

        boolean has(MonitoringRule other, Instant moment) {
            return rule.equals(other.id()) && !moment.isBefore(at) && moment.isBefore(covers);
        }
    }

    /**
     * The new hits at movements from that moment on.
     *
     * @param movements in {@link #ORDER}, as far back as the furthest rule looks from that moment
     * @param before when the last one before them was; null where there was none
     */
    List<Hit> judge(List<Movement> movements, @Nullable Instant before, Instant from, List<Known> known) {
        var hits = new ArrayList<Hit>();
        for (var rule : book.rules()) {
            judge(rule, movements, before, from, known, hits);
        }
        return hits;
    }

    private void judge(
            MonitoringRule rule,
            List<Movement> movements,
            @Nullable Instant before,
            Instant from,
            List<Known> known,
            List<Hit> hits) {
        int first = 0;
        Instant covered = Instant.MIN;
        for (int last = 0; last < movements.size(); last++) {
            var movement = movements.get(last);
            while (!movements.get(first).at().isAfter(movement.at().minus(rule.window()))) {
                first++;
            }
            boolean asked = !movement.at().isBefore(from)
                    && rule.head().validity().holds(movement.at())
                    && !movement.at().isBefore(covered)
                    && known.stream().noneMatch(hit -> hit.has(rule, movement.at()));
            if (asked) {
                var previous = first == 0 ? before : movements.get(first - 1).at();
                var found = rule.suspicion().found(new View(movements.subList(first, last + 1), previous, units));
                if (!found.isEmpty()) {
                    covered = movement.at().plus(rule.window());
                    hits.add(new Hit(rule, movement, movement.at(), covered, List.copyOf(found)));
                }
            }
        }
    }
}
