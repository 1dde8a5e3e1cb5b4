package sandbox.chaos.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Conditions;
import sandbox.chaos.Load;
import sandbox.chaos.Ordeal;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;

/** Every line of two nodes, to rails and stores, does what bad lines do; then it must add up. */
public final class ConnectionFaults implements Campaign {

    private static final int FAULTS_PER_ROUND = 250;
    private static final Duration LONGEST_STORM = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    @Override
    public String name() {
        return "connection-faults";
    }

    @Override
    public String purpose() {
        return "delay, jitter, cuts, half-close, reset, flipped byte, black hole on every line of two nodes";
    }

    @Override
    public int trials() {
        return 2_000;
    }

    @Override
    public int quickTrials() {
        return 100;
    }

    @Override
    public Outcome run(Setting setting) {
        var lines = new BadLines();
        try (lines;
                var ordeal = Ordeal.of(
                        setting,
                        Conditions.usual().withRailFaults(0),
                        Bank.open(Conditions.usual().nodes(), setting.data(), lines))) {
            for (int round = 0;
                    lines.met() < setting.trials() && ordeal.verdict().isClean();
                    round++) {
                int until = Math.min(setting.trials(), lines.met() + FAULTS_PER_ROUND);
                long seed = setting.seed() * 1_000 + round;
                int before = lines.met();
                ordeal.round(() -> storm(lines, seed, until));
                // Lines that nothing ever goes over would be waited for without an end.
                ordeal.verdict()
                        .rule("every round met faults", lines.met() > before, "round " + (round + 1) + " met none");
                setting.say("%d of %d connection faults, %d violations"
                        .formatted(
                                lines.met(), setting.trials(), ordeal.verdict().count()));
            }
            lines.metByLine().forEach((line, met) -> ordeal.measured().put("node " + line, met));
            return Outcome.of(lines.met(), ordeal.verdict(), ordeal.outcome().measured());
        }
    }

    private static void storm(BadLines lines, long seed, int until) {
        LockSupport.parkNanos(Load.RAMP.toNanos());
        lines.storm(seed);
        long end = System.nanoTime() + LONGEST_STORM.toNanos();
        while (lines.met() < until && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        lines.heal();
    }
}
