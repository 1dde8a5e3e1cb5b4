package sandbox.chaos.overload;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Outcome;
import sandbox.chaos.OwnCores;
import sandbox.chaos.Reckoning;
import sandbox.chaos.Setting;
import sandbox.chaos.Verdict;
import sandbox.crowd.MemoryWatch;
import sandbox.crowd.Refusals;
import sandbox.run.Wiring;

/**
 * Three times as many want to pay as the node serves at most. It must serve nearly as many as before, send the others
 * away at once with advice, finish what it began and need no more memory. Whoever loads it has processors of their own.
 * As a control, a node without limits serves hardly anybody in good time.
 */
public final class Overload implements Campaign {

    private static final double FACTOR = 3;
    private static final List<Integer> CALLERS = List.of(64, 128, 256);
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration QUICK_WARM_UP = Duration.ofSeconds(20);
    private static final Duration MOST = Duration.ofSeconds(15);
    private static final Duration STORM = Duration.ofSeconds(60);
    private static final Duration QUICK_STORM = Duration.ofSeconds(20);
    /** The first seconds, in which queues fill. */
    private static final int BEGINNING = 5;

    private static final double CAME = 0.95;
    private static final double GOODPUT = 0.8;
    /** More would say that the most was not the most, and three times as much not so much. */
    private static final double GOODPUT_AT_MOST = 1.2;

    private static final double FINISHED = 0.999;
    private static final double ANSWERED = 0.99;
    private static final double FLAT = 1.1;
    private static final double CONTROL_GOODPUT = 0.5;
    private static final double REFUSED_MILLIS = 5;
    private static final String COMPLETED = "completed";
    private static final Set<Integer> COME_AGAIN = Set.of(429, 503);
    private static final int STEP = 5;
    private static final Surge.Manner ONCE = new Surge.Manner(Course.GOOD, 0, Duration.ZERO, false);

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public String purpose() {
        return "three times as many payments as are served at most, from processors of their own; a control";
    }

    @Override
    public int trials() {
        return 3;
    }

    @Override
    public int quickTrials() {
        return 1;
    }

    /**
     * What came of one storm.
     *
     * @param most payments a second, before it
     * @param refusals in the gateway, p50 and p99 in milliseconds; empty when nobody was refused
     * @param states how many payments ended how, before and in the storm
     * @param memoryBefore the most MiB that the node held until the storm
     */
    record Storm(
            double most,
            Course course,
            List<Double> refusals,
            Map<String, Long> states,
            double memoryBefore,
            double memoryAfter) {

        double goodput() {
            return course.goodPerSecond(BEGINNING) / most;
        }

        double came() {
            return course.placed() / (double) course.length() / most;
        }

        double answered() {
            return 1 - course.unanswered() / (double) Math.max(1, course.asked());
        }

        double finished() {
            long all = states.values().stream().mapToLong(Long::longValue).sum();
            return all == 0 ? 0 : (double) states.getOrDefault(COMPLETED, 0L) / all;
        }

        String words() {
            return ("%.0f/s at most, %.2f times as many came, %.2f served in good time; others %s, %d unanswered;"
                            + " a refusal %s ms in the gateway; payments %s; %.0f MiB before, %.0f after;"
                            + " %% in good time, every %d s: %s")
                    .formatted(
                            most,
                            came(),
                            goodput(),
                            course.refused(),
                            course.unanswered(),
                            refusals,
                            states,
                            memoryBefore,
                            memoryAfter,
                            STEP,
                            course.text(STEP));
        }
    }

    @Override
    public Outcome run(Setting setting) {
        if (!OwnCores.exist()) {
            return Outcome.skipped("needs two processors and taskset, to give the load its own");
        }
        var verdict = new Verdict();
        var measured = new LinkedHashMap<String, Object>();
        int done = 0;
        for (; done < setting.trials() && verdict.isClean(); done++) {
            var storm = storm(setting, Wiring.USUAL, verdict);
            judge(verdict, storm);
            measured.put("storm " + (done + 1), storm.words());
        }
        var control = storm(setting, NoLimits.NODE, new Verdict());
        verdict.rule(
                "a node without limits serves few in good time",
                control.goodput() < CONTROL_GOODPUT,
                "it served %.2f of the most".formatted(control.goodput()));
        measured.put("without limits", control.words());
        return Outcome.of(done, verdict, measured);
    }

    static void judge(Verdict verdict, Storm storm) {
        verdict.rule("three times as many came", storm.came() >= FACTOR * CAME, "%.2f times".formatted(storm.came()));
        verdict.rule(
                "at least %.1f of the most is served in good time".formatted(GOODPUT),
                storm.goodput() >= GOODPUT,
                "%.2f".formatted(storm.goodput()));
        verdict.rule(
                "what was the most before is the most",
                storm.goodput() <= GOODPUT_AT_MOST,
                "%.2f".formatted(storm.goodput()));
        verdict.rule(
                "99 of 100 refusals take the gateway %.0f ms at most".formatted(REFUSED_MILLIS),
                !storm.refusals().isEmpty() && storm.refusals().getLast() <= REFUSED_MILLIS,
                storm.refusals().toString());
        verdict.rule(
                "whoever is not served is asked to come again, and told when",
                COME_AGAIN.containsAll(storm.course().refused().keySet())
                        && storm.course().unadvised() == 0,
                "%s, %d without advice"
                        .formatted(storm.course().refused(), storm.course().unadvised()));
        verdict.rule(
                "99 of 100 are answered while they wait",
                storm.answered() >= ANSWERED,
                "%d of %d were not"
                        .formatted(storm.course().unanswered(), storm.course().asked()));
        verdict.rule(
                "of what was begun, 99.9 % is completed",
                storm.finished() >= FINISHED, storm.states().toString());
        verdict.rule(
                "memory stays flat",
                storm.memoryAfter() <= FLAT * storm.memoryBefore(),
                "%.0f to %.0f MiB".formatted(storm.memoryBefore(), storm.memoryAfter()));
    }

    private static Storm storm(Setting setting, Wiring wiring, Verdict books) {
        try (var bank = Bank.open(1, setting.data(), wiring);
                var wire = Surge.wire(bank);
                var memory = new MemoryWatch(bank.part("gateway-1").process().pid())) {
            OwnCores.divide(bank);
            memory.start();
            var crowd = Surge.crowd(bank, wire);
            var surge = new Surge(wire, crowd, ONCE);
            double most = most(setting, surge);
            double before = memory.mostMebibytes();
            crowd.refresh(wire);
            setting.say("%.0f payments a second at most; now %.0f".formatted(most, most * FACTOR));
            var course = new Course(setting.quick() ? QUICK_STORM : STORM);
            surge.run(most * FACTOR, course);
            var refusals = new Refusals(bank.node(1).metrics()).quantiles();
            double after = memory.mostMebibytes();
            OwnCores.unite();
            var reckoning = Reckoning.of(bank, List.of(), setting.sabotage());
            books.add(reckoning.verdict());
            var storm = new Storm(most, course, refusals, reckoning.states(), before, after);
            setting.say(storm.words());
            return storm;
        } finally {
            OwnCores.unite();
        }
    }

    /** By more and more callers, once the compilers have finished. */
    private static double most(Setting setting, Surge surge) {
        surge.most(CALLERS.getLast(), setting.quick() ? QUICK_WARM_UP : WARM_UP);
        return CALLERS.stream()
                .mapToDouble(callers -> surge.most(callers, MOST))
                .max()
                .orElseThrow();
    }
}
