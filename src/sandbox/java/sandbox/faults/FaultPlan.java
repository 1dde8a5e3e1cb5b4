package sandbox.faults;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Decides what goes wrong. Money messages (debit, credit, refund) draw from {@code rates}; recovery messages (enquiry,
 * reversal) from {@code recoveryRates}, and never from magic amounts, so that a sandbox without a plan lets everything
 * recover.
 */
public final class FaultPlan {

    /**
     * @param seed the same seed gives the same draws in the same order
     * @param rates chance of each fault, 0 to 1; the sum is at most 1
     */
    public record Plan(long seed, Map<Fault, Double> rates, Map<Fault, Double> recoveryRates) {

        public static final Plan NONE = new Plan(0, Map.of(), Map.of());
    }

    private final Map<Fault, LongAdder> hits = new ConcurrentHashMap<>();
    private volatile State state = new State(Plan.NONE);

    public void set(Plan plan) {
        state = new State(plan);
    }

    public Plan plan() {
        return state.plan;
    }

    /** @param minor the amount of the message, for magic amounts */
    public Optional<Fault> money(long minor) {
        var magic = Fault.ofAmount(minor);
        return counted(magic.isPresent() ? magic : state.draw(state.plan.rates()));
    }

    public Optional<Fault> recovery() {
        return counted(state.draw(state.plan.recoveryRates()));
    }

    /** How often each fault was met since the start. */
    public Map<Fault, Long> hits() {
        var counts = new EnumMap<Fault, Long>(Fault.class);
        hits.forEach((fault, count) -> counts.put(fault, count.sum()));
        return counts;
    }

    private Optional<Fault> counted(Optional<Fault> met) {
        met.ifPresent(fault -> hits.computeIfAbsent(fault, _ -> new LongAdder()).increment());
        return met;
    }

    private static final class State {

        private final Plan plan;
        private final SplittableRandom random;

        State(Plan plan) {
            this.plan = plan;
            this.random = new SplittableRandom(plan.seed());
        }

        synchronized Optional<Fault> draw(Map<Fault, Double> rates) {
            if (rates.isEmpty()) {
                return Optional.empty();
            }
            double point = random.nextDouble();
            for (var fault : Fault.values()) {
                point -= rates.getOrDefault(fault, 0.0);
                if (point < 0) {
                    return Optional.of(fault);
                }
            }
            return Optional.empty();
        }
    }
}
