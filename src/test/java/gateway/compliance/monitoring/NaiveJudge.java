package gateway.compliance.monitoring;

import gateway.compliance.Movement;
import gateway.compliance.Movement.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/** The same rules as {@link Moves#everyKind}, said again in the plainest way: from all movements, each time anew. */
final class NaiveJudge {

    private NaiveJudge() {}

    /** {@code rule@payment} of every hit of a whole history. */
    static TreeSet<String> hits(List<Movement> history) {
        var hits = new TreeSet<String>();
        for (var rule : List.of("structuring", "velocity", "pass-through", "many-to-one", "high-risk", "dormant")) {
            Instant last = null;
            var window = window(rule);
            for (var it : history) {
                boolean covered = last != null && it.at().isBefore(last.plus(window));
                if (!covered && suspicious(rule, it, history)) {
                    last = it.at();
                    hits.add(rule + "@" + it.payment());
                }
            }
        }
        return hits;
    }

    static Duration window(String rule) {
        return Duration.ofMinutes(rule.equals("pass-through") || rule.equals("dormant") ? 30 : 60);
    }

    static boolean suspicious(String rule, Movement last, List<Movement> history) {
        var in = new ArrayList<Movement>();
        var earlier = new ArrayList<Movement>();
        for (var other : history) {
            if (Judge.ORDER.compare(other, last) <= 0) {
                boolean inside = Duration.between(other.at(), last.at()).compareTo(window(rule)) < 0;
                (inside ? in : earlier).add(other);
            }
        }
        return switch (rule) {
            case "structuring" ->
                isOut(last)
                        && minor(last) < 1_000
                        && in.stream()
                                        .filter(it -> isOut(it) && minor(it) < 1_000)
                                        .count()
                                >= 3
                        && in.stream()
                                        .filter(it -> isOut(it) && minor(it) < 1_000)
                                        .mapToLong(NaiveJudge::minor)
                                        .sum()
                                >= 2_000;
            case "velocity" ->
                isOut(last) && in.stream().filter(NaiveJudge::isOut).count() >= 4 && sum(in, Direction.OUT) >= 2_500;
            case "pass-through" ->
                isOut(last)
                        && sum(in, Direction.IN) >= 1_500
                        && sum(in, Direction.OUT) * 100 >= sum(in, Direction.IN) * 80;
            case "many-to-one" -> {
                var from = new HashSet<>();
                in.stream().filter(it -> !isOut(it)).forEach(it -> from.add(it.counterparty()));
                yield !isOut(last) && from.size() >= 3;
            }
            case "high-risk" ->
                risky(last)
                        && in.stream()
                                        .filter(NaiveJudge::risky)
                                        .mapToLong(NaiveJudge::minor)
                                        .sum()
                                >= 1_500;
            case "dormant" -> {
                var before = earlier.stream().map(Movement::at).max(Comparator.naturalOrder());
                var first = in.stream()
                        .map(Movement::at)
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
                yield before.isPresent()
                        && Duration.between(before.get(), first).toMinutes() >= 120
                        && sum(in, Direction.IN) + sum(in, Direction.OUT) >= 1_000;
            }
            default -> throw new IllegalArgumentException(rule);
        };
    }

    private static boolean isOut(Movement it) {
        return it.direction() == Direction.OUT;
    }

    private static boolean risky(Movement it) {
        return "IR".equals(it.country()) || "7995".equals(it.category());
    }

    private static long minor(Movement it) {
        return it.inSom();
    }

    private static long sum(List<Movement> all, Direction direction) {
        return all.stream()
                .filter(it -> it.direction() == direction)
                .mapToLong(NaiveJudge::minor)
                .sum();
    }
}
