package sandbox.chaos.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.Campaign;
import sandbox.chaos.Conditions;
import sandbox.chaos.Load;
import sandbox.chaos.Ordeal;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;

/** Nearly a third of all messages to the rails are answered late, twice, wrongly, or not at all. */
public final class RailAnomalies implements Campaign {

    private static final double SHARE = 0.3;
    private static final int PAYMENTS_PER_ROUND = 4_000;

    @Override
    public String name() {
        return "rail-anomalies";
    }

    @Override
    public String purpose() {
        return "payments while 30 % of messages to rails meet late, double, wrong, garbled or slow answers";
    }

    @Override
    public int trials() {
        return 20_000;
    }

    @Override
    public int quickTrials() {
        return 1_000;
    }

    @Override
    public Outcome run(Setting setting) {
        try (var ordeal = Ordeal.open(setting, Conditions.usual().withRailFaults(SHARE))) {
            int done = 0;
            while (done < setting.trials() && ordeal.verdict().isClean()) {
                int count = Math.min(PAYMENTS_PER_ROUND, setting.trials() - done);
                ordeal.round(() ->
                        LockSupport.parkNanos(lengthOf(count, setting.rate()).toNanos()));
                done += count;
                setting.say("%d of %d payments, %d violations"
                        .formatted(done, setting.trials(), ordeal.verdict().count()));
            }
            ordeal.measured().put("visa", ordeal.bank().sandbox().oddities("visa"));
            return Outcome.of(done, ordeal.verdict(), ordeal.outcome().measured());
        }
    }

    /** In which a load that begins gently asks for so many payments. */
    static Duration lengthOf(int payments, int rate) {
        return Load.RAMP.dividedBy(2).plus(Duration.ofMillis(1_000L * payments / rate));
    }
}
