package sandbox.chaos.overload;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Outcome;
import sandbox.chaos.Reckoning;
import sandbox.chaos.Setting;
import sandbox.chaos.Standstill;
import sandbox.chaos.Together;
import sandbox.chaos.Verdict;
import sandbox.run.Wiring;

/**
 * PostgreSQL stands still while many want to pay, and who hears nothing begins again, with a new payment: the same one
 * asked for again would cost next to nothing. When PostgreSQL goes on, the bank must work off what is left and serve
 * everybody as before, without help. A node that takes in whatever comes must not manage that: it works for customers
 * who have long hung up.
 */
public final class Metastability implements Campaign {

    private static final double SHARE_OF_MOST = 0.75;
    private static final int CALLERS = 96;
    private static final Duration WARM_UP = Duration.ofSeconds(45);
    private static final Duration MOST = Duration.ofSeconds(15);
    private static final int CALM = 15;
    private static final int STILL = 30;
    private static final int AFTER = 60;
    private static final int QUICK_STILL = 10;
    private static final double RECOVERED = 0.95;
    private static final int RECOVERED_WITHIN = 30;
    private static final double DOWN = 0.5;
    private static final int STEP = 5;
    /** Orders of these last seconds of a standstill may still be served in good time, after it. */
    private static final int ENDS = (int) Course.GOOD.toSeconds();
    /** What may get through while it stands. */
    private static final double NEARLY_NOTHING = 0.2;

    private static final double QUICK_NEARLY_NOTHING = 0.5;
    private static final Surge.Manner IMPATIENT =
            new Surge.Manner(Duration.ofSeconds(2), 3, Duration.ofMillis(500), true);

    @Override
    public String name() {
        return "metastability";
    }

    @Override
    public String purpose() {
        return "75 % load, all begin anew up to four times, PostgreSQL stands still for 30 s; a control without limits";
    }

    @Override
    public int trials() {
        return 3;
    }

    @Override
    public int quickTrials() {
        return 1;
    }

    @Override
    public Outcome run(Setting setting) {
        var verdict = new Verdict();
        var measured = new LinkedHashMap<String, Object>();
        int done = 0;
        for (; done < setting.trials() && verdict.isClean(); done++) {
            var course = course(setting, Wiring.USUAL, verdict);
            int back = judge(verdict, course, still(setting), setting.quick() ? QUICK_NEARLY_NOTHING : NEARLY_NOTHING);
            measured.put("trial " + (done + 1), words(course, "served as before after %d s".formatted(back)));
        }
        var control = course(setting, NoLimits.NODE, null);
        double later = control.goodput(CALM + still(setting) + RECOVERED_WITHIN, control.length());
        verdict.rule(
                "a node without limits stays down",
                later < DOWN,
                "it served %.0f %%: %s".formatted(later * 100, control.text(STEP)));
        measured.put("without limits", words(control, "%.0f %% served from 30 s on".formatted(later * 100)));
        return Outcome.of(done, verdict, measured);
    }

    /** Gives back after how many seconds everybody is served as before. */
    static int judge(Verdict verdict, Course course, int still, double nearlyNothing) {
        int goesOn = CALM + still;
        int back = course.steadyAgain(goesOn, RECOVERED) - goesOn;
        double meanwhile = course.goodput(CALM + 1, goesOn - ENDS);
        double later = course.goodput(goesOn + RECOVERED_WITHIN, course.length());
        verdict.rule(
                "control: while it stands, hardly anybody is served",
                meanwhile <= nearlyNothing,
                "%.0f %% were: %s".formatted(meanwhile * 100, course.text(STEP)));
        verdict.rule(
                "after the standstill everybody is served as before within %d s".formatted(RECOVERED_WITHIN),
                back <= RECOVERED_WITHIN,
                "not for %d s: %s".formatted(back, course.text(STEP)));
        verdict.rule(
                "and stays so until the end",
                later >= RECOVERED,
                "%.0f %% were served: %s".formatted(later * 100, course.text(STEP)));
        return back;
    }

    private static String words(Course course, String result) {
        return "%s; %,d orders, %,d requests, others %s; %% in good time, every %d s: %s"
                .formatted(result, course.placed(), course.asked(), course.refused(), STEP, course.text(STEP));
    }

    private static int still(Setting setting) {
        return setting.quick() ? QUICK_STILL : STILL;
    }

    /** @param verdict of the books, null for a node that may leave things undone */
    private static Course course(Setting setting, Wiring wiring, @Nullable Verdict verdict) {
        try (var bank = Bank.open(1, setting.data(), wiring);
                var wire = Surge.wire(bank);
                var threads = Executors.newSingleThreadExecutor()) {
            var crowd = Surge.crowd(bank, wire);
            var surge = new Surge(wire, crowd, IMPATIENT);
            surge.most(CALLERS, WARM_UP);
            double most = surge.most(CALLERS, MOST);
            setting.say("%.0f payments a second at most; now %.0f".formatted(most, most * SHARE_OF_MOST));
            crowd.refresh(wire);
            var course = new Course(Duration.ofSeconds(CALM + still(setting) + AFTER));
            var stall = threads.submit(() -> stall(setting, bank, course), true);
            surge.run(most * SHARE_OF_MOST, course);
            Together.result(stall);
            if (verdict != null) {
                verdict.add(Reckoning.of(bank, List.of(), setting.sabotage()).verdict());
            }
            return course;
        }
    }

    private static void stall(Setting setting, Bank bank, Course course) {
        LockSupport.parkNanos(Duration.ofSeconds(CALM).toNanos());
        int began = course.second(System.nanoTime());
        Standstill.of(bank.part("postgres"), Duration.ofSeconds(still(setting)));
        setting.say("PostgreSQL stood still from second %d to %d".formatted(began, course.second(System.nanoTime())));
    }
}
