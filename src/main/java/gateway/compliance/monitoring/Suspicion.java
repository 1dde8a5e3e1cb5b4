package gateway.compliance.monitoring;

import gateway.compliance.Movement;
import gateway.compliance.Movement.Direction;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What movements of one window have to look like. Pure. */
sealed interface Suspicion {

    /** What a rule is asked about: the movements up to one moment, and what came before. */
    record View(List<Movement> window, @Nullable Instant before, BaseUnits units) {

        Movement last() {
            return window.getLast();
        }

        long worth(Threshold threshold) {
            return units.worth(threshold, last().at());
        }

        List<Movement> only(Predicate<Movement> which) {
            return window.stream().filter(which).toList();
        }
    }

    /** The movements that make it suspicious; none where nothing does. The last one of the window is among them. */
    List<Movement> found(View view);

    /** Many that are small, and together are not. Large ones beside them change nothing. */
    record Structuring(Direction direction, Threshold below, int count, Threshold sum) implements Suspicion {

        @Override
        public List<Movement> found(View view) {
            long limit = view.worth(below);
            var small = view.only(it -> it.direction() == direction && it.inSom() < limit);
            return small.contains(view.last()) && small.size() >= count && reaches(small, view.worth(sum))
                    ? small
                    : List.of();
        }
    }

    /** Too many, or together too much. */
    record Velocity(Direction direction, int count, Threshold sum) implements Suspicion {

        @Override
        public List<Movement> found(View view) {
            var such = view.only(it -> it.direction() == direction);
            return such.contains(view.last()) && such.size() >= count && reaches(such, view.worth(sum))
                    ? such
                    : List.of();
        }
    }

    /** What came in goes out again at once. */
    record PassThrough(Threshold sum, int percent) implements Suspicion {

        @Override
        public List<Movement> found(View view) {
            var in = view.only(it -> it.direction() == Direction.IN);
            var out = view.only(it -> it.direction() == Direction.OUT);
            var least = total(in).multiply(BigInteger.valueOf(percent));
            boolean through = total(out).multiply(BigInteger.valueOf(100)).compareTo(least) >= 0;
            return view.last().direction() == Direction.OUT && reaches(in, view.worth(sum)) && through
                    ? view.window()
                    : List.of();
        }
    }

    /** Money from many to one, or from one to many. */
    record ManyToOne(Direction direction, int counterparties) implements Suspicion {

        @Override
        public List<Movement> found(View view) {
            var such = view.only(it -> it.direction() == direction);
            long many = such.stream().map(Movement::counterparty).distinct().count();
            return such.contains(view.last()) && many >= counterparties ? such : List.of();
        }
    }

    /** Where others hide money. */
    record HighRisk(Set<String> countries, Set<String> categories, Threshold sum) implements Suspicion {

        public HighRisk {
            countries = Set.copyOf(countries);
            categories = Set.copyOf(categories);
        }

        @Override
        public List<Movement> found(View view) {
            var risky = view.only(this::isRisky);
            return risky.contains(view.last()) && reaches(risky, view.worth(sum)) ? risky : List.of();
        }

        private boolean isRisky(Movement it) {
            return (it.country() != null && countries.contains(it.country()))
                    || (it.category() != null && categories.contains(it.category()));
        }
    }

    /** Nothing for a long time, then much. */
    record Dormant(Duration idle, Threshold sum) implements Suspicion {

        @Override
        public List<Movement> found(View view) {
            var before = view.before();
            boolean woke = before != null
                    && !before.plus(idle).isAfter(view.window().getFirst().at());
            return woke && reaches(view.window(), view.worth(sum)) ? view.window() : List.of();
        }
    }

    private static boolean reaches(List<Movement> movements, long sum) {
        return total(movements).compareTo(BigInteger.valueOf(sum)) >= 0;
    }

    private static BigInteger total(List<Movement> movements) {
        return movements.stream().map(it -> BigInteger.valueOf(it.inSom())).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
