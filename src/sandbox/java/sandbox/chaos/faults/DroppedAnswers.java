package sandbox.chaos.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.Campaign;
import sandbox.chaos.Conditions;
import sandbox.chaos.Ordeal;
import sandbox.chaos.Outcome;
import sandbox.chaos.Sandbox;
import sandbox.chaos.Setting;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;

/** Rails do what they are asked and their answers get lost, also those to enquiries and reversals. */
public final class DroppedAnswers implements Campaign {

    private static final double DROPPED = 0.2;
    private static final Duration RESOLVED_WITHIN = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "dropped-answers";
    }

    @Override
    public String purpose() {
        return "payments while one answer of five is lost: all resolved, 99 of 100 within a minute of the heal";
    }

    @Override
    public int trials() {
        return 10_000;
    }

    @Override
    public int quickTrials() {
        return 500;
    }

    @Override
    public Outcome run(Setting setting) {
        try (var ordeal = Ordeal.open(setting, Conditions.usual().withRailFaults(0))) {
            var healed = new AtomicReference<>(Instant.MAX);
            ordeal.round(() -> {
                drop(ordeal, setting);
                healed.set(Instant.now());
            });
            var marks = ordeal.bank().sandbox().oddities("visa");
            ordeal.verdict()
                    .rule(
                            "a repeated reversal says that it is one",
                            marks.getOrDefault("unmarked repeats", 0L) == 0,
                            marks.toString());
            ordeal.measured().put("visa", marks);
            addTimes(ordeal, healed.get());
            return Outcome.of(
                    lost(ordeal.bank().sandbox().faultsMet()),
                    ordeal.verdict(),
                    ordeal.outcome().measured());
        }
    }

    /** Not the orders that were planned: an answer that came proves nothing about those that get lost. */
    static int lost(Map<String, Long> faultsMet) {
        return Math.toIntExact(faultsMet.getOrDefault(Fault.SILENCE_DONE.name(), 0L));
    }

    private static void drop(Ordeal ordeal, Setting setting) {
        var lost = Map.of(Fault.SILENCE_DONE, DROPPED);
        for (int i = 0; i < Sandbox.RAILS.size(); i++) {
            ordeal.bank().sandbox().plan(Sandbox.RAILS.get(i), new Plan(setting.seed() * 3 + i + 1, lost, lost));
        }
        LockSupport.parkNanos(
                RailAnomalies.lengthOf(setting.trials(), setting.rate()).toNanos());
        ordeal.bank().sandbox().heal();
    }

    private static void addTimes(Ordeal ordeal, Instant healed) {
        try {
            var times = Resolutions.read(ordeal.bank().running().database());
            var late = times.sinceHeal(healed);
            ordeal.measured().put("payments with a lost answer", times.count());
            ordeal.measured()
                    .put("resolved after they began, s", times.sinceOpened().text());
            ordeal.measured().put("resolved after the heal, s", late.text());
            ordeal.verdict()
                    .rule("some answers were really lost", times.count() > 0, "none")
                    .rule(
                            "99 of 100 are resolved within a minute of the heal",
                            late.at(0.99).compareTo(RESOLVED_WITHIN) <= 0,
                            late.text());
        } catch (SQLException e) {
            throw new IllegalStateException("The outbox cannot be read", e);
        }
    }
}
