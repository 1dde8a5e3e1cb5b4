package sandbox.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/**
 * One bank that is hurt under load, heals, and must add up, again and again until something does not. Closing it stops
 * the bank; its folder stays when something was violated.
 */
public final class Ordeal implements AutoCloseable {

    private static final int CUSTOMERS = 40;
    private static final int MERCHANTS = 100;
    private static final int FEW = 12;
    private static final Duration CALM_AT_LEAST = Duration.ofMillis(500);
    private static final Duration BACKLOG_AT_MOST = Duration.ofMinutes(1);
    // A third of a customer's patience.
    private static final Duration WAITS_AT_MOST = Duration.ofSeconds(25);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration RENEW_EVERY = Duration.ofMinutes(2);
    private static final Duration PROBE = Duration.ofSeconds(5);

    private final Setting setting;
    private final Conditions conditions;
    private final Bank bank;
    private final List<Customer> customers;
    private final List<String> merchants;
    private final SplittableRandom random;
    private final Callers callers = new Callers();
    private final Verdict verdict = new Verdict();
    private final List<String> log = new ArrayList<>();
    private final Map<String, Object> measured = new LinkedHashMap<>();
    private Duration slowestFinal = Duration.ZERO;
    private Map<String, Long> states = Map.of();
    private int struck;
    private int placed;
    private int rounds;
    private long seed;

    private Ordeal(Setting setting, Conditions conditions, Bank bank) {
        this.setting = setting;
        this.conditions = conditions;
        this.bank = bank;
        this.customers = conditions.trade().customers(bank, setting.quick() ? FEW : CUSTOMERS);
        this.merchants = bank.merchants(setting.quick() ? FEW : MERCHANTS);
        this.seed = setting.seed() * 31;
        this.random = new SplittableRandom(setting.seed());
        setting.say("a bank with %d customers, %d merchants and %d gateway nodes in %s"
                .formatted(customers.size(), merchants.size(), conditions.nodes(), bank.folder()));
    }

    public static Ordeal open(Setting setting, Conditions conditions) {
        return of(setting, conditions, Bank.open(conditions.nodes(), setting.data()));
    }

    /** In a bank that was prepared for it, and that is closed with this. */
    public static Ordeal of(Setting setting, Conditions conditions, Bank bank) {
        try {
            return new Ordeal(setting, conditions, bank);
        } catch (RuntimeException e) {
            bank.close();
            throw e;
        }
    }

    public Bank bank() {
        return bank;
    }

    public Callers callers() {
        return callers;
    }

    public List<Customer> customers() {
        return customers;
    }

    public List<String> merchants() {
        return merchants;
    }

    /** For rules of the campaign's own. */
    public Verdict verdict() {
        return verdict;
    }

    /** For findings of the campaign's own. */
    public Map<String, Object> measured() {
        return measured;
    }

    /** A moment between nothing and {@code longest}. */
    public Duration moment(Duration longest) {
        synchronized (random) {
            return Duration.ofNanos(random.nextLong(Math.max(1, longest.toNanos())));
        }
    }

    /** As often as the setting says, in rounds; ends early when a rule is violated. */
    public Outcome strike(Strike strike) {
        while (struck < setting.trials() && verdict.isClean()) {
            int until = Math.min(setting.trials(), struck + conditions.strikesPerRound());
            round(() -> strikeUntil(until, strike));
            setting.say("%d of %d: %d orders, %d violations, all final after %.1f s"
                    .formatted(struck, setting.trials(), placed, verdict.count(), slowestFinal.toMillis() / 1e3));
        }
        return outcome();
    }

    private void strikeUntil(int until, Strike strike) {
        LockSupport.parkNanos(Load.RAMP.toNanos());
        while (struck < until) {
            LockSupport.parkNanos(CALM_AT_LEAST.plus(moment(conditions.calm())).toNanos());
            awaitBacklog();
            var line = strike.at(struck);
            struck++;
            log.add(line);
            setting.say("%d: %s".formatted(struck, line));
        }
    }

    private void awaitBacklog() {
        long deadline = System.nanoTime() + BACKLOG_AT_MOST.toNanos();
        while (isBehind() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    // A bank that still works off the last blow is not hit again: how it bears overload has campaigns of its own. Nor
    // while somebody has waited long: not to be served between two blows is a finding, to meet them all is bad luck.
    private boolean isBehind() {
        return callers.waiting() > setting.rate() || callers.longestWait().compareTo(WAITS_AT_MOST) > 0;
    }

    /** Customers pay while {@code harm} is done; then everything heals and must add up. */
    public void round(Runnable harm) {
        rounds++;
        seed++;
        bank.sandbox().breakRails(seed, conditions.railFaults());
        var harming = new FutureTask<Void>(harm, null);
        var orders = conditions.trade().orders(seed, customers, merchants);
        try (var load = new Load(orders, callers, setting.rate(), true)) {
            Thread.ofPlatform().name("harm").start(harming);
            var renewing = new FutureTask<Void>(() -> renewWhile(harming), null);
            Thread.ofPlatform().name("renew").start(renewing);
            placed += load.runWhile(() -> !harming.isDone());
            Together.result(harming);
            Together.result(renewing);
            bank.sandbox().heal();
        }
        look();
    }

    // An access token lives for minutes; a round may last longer. On a thread of its own: the common pool may have but
    // one, and waiting for the end of a process needs it.
    private void renewWhile(Future<?> harming) {
        long next = System.nanoTime();
        while (!harming.isDone()) {
            if (System.nanoTime() >= next) {
                customers.forEach(Customer::renew);
                next = System.nanoTime() + RENEW_EVERY.toNanos();
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    /** Whatever was hurt works again: now everything must end, be served, be repeated and add up. */
    private void look() {
        customers.forEach(Customer::renew);
        var finalAfter = Reckoning.awaitFinal(bank);
        probe();
        verdict.add(Repeats.of(callers.told(), setting.seed()));
        var reckoning = Reckoning.of(bank, callers.told(), setting.sabotage());
        verdict.add(reckoning.verdict());
        verdict.rule("nobody was answered what nobody should be", callers.unexpected());
        verdict.rule("everybody was answered in the end", callers.gaveUp());
        verdict.rule("every node has given back what it took", Resources.notGivenBack(bank));
        states = reckoning.states();
        if (finalAfter.compareTo(slowestFinal) > 0) {
            slowestFinal = finalAfter;
        }
    }

    private void probe() {
        long again = callers.askedAgain();
        var before = callers.answers();
        int count;
        var orders = conditions.trade().patient(~seed, customers, merchants);
        try (var load = new Load(orders, callers, setting.rate(), false)) {
            count = load.runFor(PROBE);
        }
        placed += count;
        var probe = new Probe(count, callers.askedAgain() - again, before, callers.answers());
        verdict.add(probe.judge(conditions.trade().endsAtOnce(), rounds));
    }

    /** What there is to say so far. */
    public Outcome outcome() {
        var all = new LinkedHashMap<String, Object>();
        all.put("rounds", rounds);
        all.put("orders placed", placed);
        all.put("payments by state", states);
        all.put("answers", callers.answers());
        all.put("rail faults met", bank.sandbox().faultsMet());
        all.put("all final after the heal, s", slowestFinal.toMillis() / 1e3);
        all.put("strike", List.copyOf(log));
        all.putAll(measured);
        return Outcome.of(struck, verdict, all);
    }

    @Override
    public void close() {
        bank.close(!verdict.isClean());
    }
}
