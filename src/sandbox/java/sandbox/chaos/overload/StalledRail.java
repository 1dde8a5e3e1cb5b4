package sandbox.chaos.overload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Outcome;
import sandbox.chaos.Reckoning;
import sandbox.chaos.Setting;
import sandbox.chaos.Verdict;
import sandbox.crowd.Crowd;
import sandbox.crowd.Wire;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;
import sandbox.run.Wiring;

/**
 * HUMO takes every message and answers none. Who pays with VISA or UZCARD must not notice. As a control, a node with so
 * few places that those who wait for HUMO take them all.
 */
public final class StalledRail implements Campaign {

    private static final Rail STALLED = Rail.HUMO;
    private static final List<Rail> OTHERS = List.of(Rail.VISA, Rail.UZCARD);
    private static final int CONNECTIONS = 8;
    private static final int CUSTOMERS = 150;
    private static final int MERCHANTS = 100;
    private static final int CALLERS = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration PHASE = Duration.ofSeconds(20);
    private static final Duration REST = Duration.ofSeconds(12);
    private static final double P99 = 99;
    private static final double MOST = 1.2;
    private static final double ALL = 0.999;
    private static final double HALF = 0.5;
    private static final Surge.Manner PATIENT = new Surge.Manner(Duration.ofSeconds(40), 0, Duration.ZERO, false);
    private static final Plan SILENT =
            new Plan(1, Map.of(Fault.SILENCE_NOT_DONE, 1.0), Map.of(Fault.SILENCE_NOT_DONE, 1.0));

    private static final Wiring FEW_PLACES = Wiring.with(() -> Map.of("gateway.http.in-progress", "16"));

    @Override
    public String name() {
        return "stalled-rail";
    }

    @Override
    public String purpose() {
        return "HUMO answers nothing for a while, again and again; VISA's and UZCARD's p99 may grow by a fifth";
    }

    @Override
    public int trials() {
        return 9;
    }

    @Override
    public int quickTrials() {
        return 3;
    }

    /** One pair of phases: all well, then one rail silent. */
    private record Pair(Course calm, Course stalled) {

        double ratio(Rail rail) {
            return stalled.latencyMillis(rail, P99) / calm.latencyMillis(rail, P99);
        }

        String words(Rail rail) {
            return "%s p99 %.1f -> %.1f ms, %.2f %% served"
                    .formatted(
                            rail,
                            calm.latencyMillis(rail, P99),
                            stalled.latencyMillis(rail, P99),
                            stalled.servedOf(rail) * 100);
        }
    }

    @Override
    public Outcome run(Setting setting) {
        var verdict = new Verdict();
        var measured = new LinkedHashMap<String, Object>();
        var pairs = pairs(setting, Wiring.USUAL, setting.trials(), verdict);
        judge(pairs, verdict, measured);
        var control = pairs(setting, FEW_PLACES, 1, new Verdict()).getFirst();
        OTHERS.forEach(rail -> judgeControl(
                verdict, rail, control.calm().servedOf(rail), control.stalled().servedOf(rail)));
        return Outcome.of(pairs.size(), verdict, measured);
    }

    /**
     * A slow moment is no loss: without places of their own, most of who pay with other rails must go unserved.
     *
     * @param before share served while all was well
     * @param during share served while one rail was silent
     */
    static void judgeControl(Verdict verdict, Rail rail, double before, double during) {
        verdict.rule(
                "a node with 16 places serves the others less than half as often",
                during < before * HALF,
                "%s %.2f %% -> %.2f %%".formatted(rail, before * 100, during * 100));
    }

    private static void judge(List<Pair> pairs, Verdict verdict, Map<String, Object> measured) {
        var medians = new EnumMap<Rail, Double>(Rail.class);
        for (var rail : OTHERS) {
            double median = pairs.stream()
                    .mapToDouble(pair -> pair.ratio(rail))
                    .sorted()
                    .skip((pairs.size() - 1) / 2)
                    .findFirst()
                    .orElseThrow();
            medians.put(rail, median);
            verdict.rule(
                    "the others' p99 grows by a fifth at most (median of all pairs)",
                    median <= MOST,
                    "%s by %.2f".formatted(rail, median));
            verdict.rule(
                    "the others are all served",
                    pairs.stream()
                            .filter(pair -> pair.stalled().servedOf(rail) < ALL)
                            .map(pair -> pair.words(rail))
                            .toList());
        }
        measured.put("p99, by before", medians);
        measured.put(
                "pair",
                pairs.stream().flatMap(pair -> OTHERS.stream().map(pair::words)).toList());
    }

    private static List<Pair> pairs(Setting setting, Wiring wiring, int count, Verdict books) {
        try (var bank = Bank.open(1, setting.data(), wiring);
                var wire = new Wire(bank.node(1).plain(), CONNECTIONS)) {
            var crowd = Crowd.gather(bank.running(), wire, CUSTOMERS, MERCHANTS);
            var surge = new Surge(wire, crowd, PATIENT);
            surge.most(CALLERS, WARM_UP);
            var pairs = new ArrayList<Pair>();
            while (pairs.size() < count) {
                crowd.refresh(wire);
                var pair = pair(setting, bank, surge);
                pairs.add(pair);
                OTHERS.forEach(rail -> setting.say(pair.words(rail)));
            }
            books.add(Reckoning.of(bank, List.of(), setting.sabotage()).verdict());
            return pairs;
        }
    }

    private static Pair pair(Setting setting, Bank bank, Surge surge) {
        var calm = new Course(PHASE);
        surge.run(setting.rate(), calm);
        var stalled = new Course(PHASE);
        bank.sandbox().plan(STALLED.wireName(), SILENT);
        try {
            surge.run(setting.rate(), stalled);
        } finally {
            bank.sandbox().heal();
        }
        // Until the breaker has seen that the rail is back.
        LockSupport.parkNanos(REST.toNanos());
        return new Pair(calm, stalled);
    }
}
