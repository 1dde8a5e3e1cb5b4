package gateway.issuing;

import gateway.issuing.NetworkWork.Spend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Under which moments an authorisation counts against its card's limits, and how much under each: as it was approved,
 * and as often as it was raised. What comes back is taken from the last of them first, so that a day has back what it
 * had counted.
 *
 * @param steps the first one first
 */
record CountedSteps(List<Step> steps) {

    CountedSteps {
        steps = List.copyOf(steps);
    }

    /** @param amount minor units */
    record Step(Instant at, long amount) {}

    static CountedSteps of(Instant at, long amount) {
        return new CountedSteps(List.of(new Step(at, amount)));
    }

    Instant first() {
        return steps.getFirst().at();
    }

    private long total() {
        return steps.stream().mapToLong(Step::amount).reduce(0, Math::addExact);
    }

    CountedSteps raised(Instant at, long more) {
        var all = new ArrayList<>(steps);
        all.add(new Step(at, more));
        return new CountedSteps(all);
    }

    /** So much of it is left; what is more than there was came with the first step. */
    CountedSteps leaving(long minor) {
        var left = new ArrayList<Step>();
        long rest = minor;
        for (var step : steps) {
            long kept = Math.min(rest, step.amount());
            if (kept > 0 || left.isEmpty()) {
                left.add(new Step(step.at(), kept));
            }
            rest -= kept;
        }
        left.set(0, new Step(first(), Math.addExact(left.getFirst().amount(), rest)));
        return new CountedSteps(left);
    }

    /** So much of it comes back. */
    List<Spend> back(long less) {
        var back = new ArrayList<Spend>();
        long rest = less;
        for (var step : steps.reversed()) {
            long taken = Math.min(rest, step.amount());
            if (taken > 0) {
                back.add(new Spend(step.at(), -taken, 0, ""));
            }
            rest -= taken;
        }
        return List.copyOf(back);
    }

    /** All of it comes back, and it was no purchase. */
    List<Spend> allBack() {
        var back = new ArrayList<Spend>();
        for (var step : steps.subList(1, steps.size()).reversed()) {
            back.add(new Spend(step.at(), -step.amount(), 0, ""));
        }
        back.add(new Spend(first(), -steps.getFirst().amount(), -1, ""));
        return List.copyOf(back);
    }

    /** The same as single uses: one purchase, and what was added to it. */
    List<RecentUses.Use> uses() {
        return IntStream.range(0, steps.size())
                .mapToObj(
                        n -> new RecentUses.Use(steps.get(n).at(), steps.get(n).amount(), n == 0 ? 1 : 0))
                .toList();
    }

    /** One line, to be stored; empty for one step, whose moment and amount stand beside it. */
    String text() {
        return steps.size() == 1
                ? ""
                : steps.stream()
                        .map(step -> "%d:%d".formatted(step.at().toEpochMilli(), step.amount()))
                        .collect(Collectors.joining(" "));
    }

    /**
     * Reads {@link #text}. A line that does not come to the amount was written before a node that knows of no steps
     * changed it: then all of it counts under the first moment.
     */
    static CountedSteps parse(String text, Instant first, long amount) {
        if (text.isEmpty()) {
            return of(first, amount);
        }
        var read = new CountedSteps(Arrays.stream(text.split(" ", -1))
                .map(word -> word.split(":", -1))
                .map(cells -> new Step(Instant.ofEpochMilli(Long.parseLong(cells[0])), Long.parseLong(cells[1])))
                .toList());
        return read.total() == amount ? read : of(first, amount);
    }
}
