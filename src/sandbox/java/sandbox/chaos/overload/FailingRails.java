package sandbox.chaos.overload;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Outcome;
import sandbox.chaos.Reckoning;
import sandbox.chaos.Sandbox;
import sandbox.chaos.Setting;
import sandbox.chaos.Verdict;
import sandbox.crowd.Crowd;
import sandbox.crowd.Wire;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;

/**
 * No rail does what it is asked, and every customer asks four times. The rails must hear hardly more than one money
 * message for each payment: who is in trouble is not helped by more work.
 */
public final class FailingRails implements Campaign {

    private static final String PAYMENTS = "select count(*) from payments.payment";
    private static final List<Fault> WAYS =
            List.of(Fault.SILENCE_NOT_DONE, Fault.RESET_NOT_DONE, Fault.GARBLED_ANSWER, Fault.SILENCE_DONE);
    private static final int CONNECTIONS = 8;
    private static final int CUSTOMERS = 60;
    private static final int MERCHANTS = 50;
    private static final int CALLERS = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration PHASE = Duration.ofSeconds(20);
    private static final double MOST = 1.1;
    // Breakers keep some from being sent at all; who hears of almost none was not asked, and proves nothing.
    private static final double LEAST = 0.3;
    private static final double PRESSURE = 2;
    private static final Surge.Manner STUBBORN =
            new Surge.Manner(Duration.ofSeconds(2), 3, Duration.ofMillis(300), false);

    @Override
    public String name() {
        return "failing-rails";
    }

    @Override
    public String purpose() {
        return "every rail silent, reset or garbled while everybody asks four times: one money message a payment";
    }

    @Override
    public int trials() {
        return WAYS.size();
    }

    @Override
    public int quickTrials() {
        return 2;
    }

    @Override
    public Outcome run(Setting setting) {
        var verdict = new Verdict();
        var measured = new LinkedHashMap<String, Object>();
        int done = 0;
        try (var bank = Bank.open(1, setting.data());
                var wire = new Wire(bank.node(1).plain(), CONNECTIONS)) {
            var crowd = Crowd.gather(bank.running(), wire, CUSTOMERS, MERCHANTS);
            var surge = new Surge(wire, crowd, STUBBORN);
            surge.most(CALLERS, WARM_UP);
            for (; done < Math.min(setting.trials(), WAYS.size()) && verdict.isClean(); done++) {
                crowd.refresh(wire);
                measured.put(WAYS.get(done).name(), fail(setting, bank, surge, WAYS.get(done), verdict));
                verdict.add(Reckoning.of(bank, List.of(), setting.sabotage()).verdict());
            }
        }
        return Outcome.of(done, verdict, measured);
    }

    private static String fail(Setting setting, Bank bank, Surge surge, Fault way, Verdict verdict) {
        long before = payments(bank);
        long heard = met(bank, way);
        var course = new Course(PHASE);
        // Enquiries are answered, so that what the rails hear of payments is told apart.
        Sandbox.RAILS.forEach(rail -> bank.sandbox().plan(rail, new Plan(1, Map.of(way, 1.0), Map.of())));
        surge.run(setting.rate(), course);
        long opened = payments(bank) - before;
        long messages = met(bank, way) - heard;
        bank.sandbox().heal();
        double amplified = (double) messages / opened;
        double pressed = (double) course.asked() / course.placed();
        judge(verdict, way, messages, opened);
        verdict.rule(
                "customers really ask again and again",
                pressed >= PRESSURE && opened > 0,
                "%s: only %.2f times, %d payments opened".formatted(way, pressed, opened));
        var words = "%,d orders asked for %.2f times each, %,d payments opened, %.3f messages each; others %s"
                .formatted(course.placed(), pressed, opened, amplified, course.refused());
        setting.say(way + ": " + words);
        return words;
    }

    static void judge(Verdict verdict, Fault way, long messages, long opened) {
        double amplified = (double) messages / opened;
        var counted = "%s: %d for %d payments".formatted(way, messages, opened);
        verdict.rule(
                "the rails hear at most %.1f money messages for a payment".formatted(MOST), amplified <= MOST, counted);
        verdict.rule("the rails hear of payments while they fail", amplified >= LEAST, counted);
    }

    private static long met(Bank bank, Fault fault) {
        return bank.sandbox().faultsMet().getOrDefault(fault.name(), 0L);
    }

    private static long payments(Bank bank) {
        try (var connection = bank.running().database().jdbc();
                var rows = connection.createStatement().executeQuery(PAYMENTS)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The payments cannot be counted", e);
        }
    }
}
