package sandbox.chaos.partners;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.Bank;
import sandbox.chaos.Callers;
import sandbox.chaos.Campaign;
import sandbox.chaos.Customer;
import sandbox.chaos.Load;
import sandbox.chaos.Murder;
import sandbox.chaos.OrderBook;
import sandbox.chaos.Outcome;
import sandbox.chaos.Reckoning;
import sandbox.chaos.Setting;
import sandbox.chaos.Together;
import sandbox.chaos.Verdict;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;
import sandbox.run.Wiring;

/**
 * Customers pay merchants until their partner has 20,000 events to hear of. Its server answers three of ten messages
 * badly; the nodes are killed in turn, and PostgreSQL once. In the end the partner has what the outbox says, and can
 * prove it.
 */
public final class TellPartners implements Campaign {

    private static final int EVENTS = 20_000;
    private static final int EVENTS_QUICKLY = 1_500;
    private static final int LOOK_AFTER = 50;
    private static final int CUSTOMERS = 24;
    private static final int MERCHANTS = 40;
    private static final String PARTNER = "partner";
    private static final Duration DEAD_AT_MOST = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration RENEW_EVERY = Duration.ofMinutes(2);
    private static final Duration ALL_TOLD_WITHIN = Duration.ofMinutes(20);

    /** Three of ten are bad; a few more are only slow. */
    private static final Map<Fault, Double> BAD = Map.of(
            Fault.DECLINE_FUNDS, 0.146, // 500
            Fault.DECLINE_FRAUD, 0.004, // 429 with Retry-After
            Fault.RESET_NOT_DONE, 0.04,
            Fault.RESET_DONE, 0.03,
            Fault.GARBLED_ANSWER, 0.03, // a reset in the middle of the answer
            Fault.WRONG_NAME, 0.04, // a redirect
            Fault.SILENCE_NOT_DONE, 0.005,
            Fault.SILENCE_DONE, 0.005,
            Fault.OVERTAKEN_ANSWER, 0.02,
            Fault.DELAY, 0.002);

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public String purpose() {
        return "20,000 events for a partner who answers 30 % badly; kill -9 of nodes, and of PostgreSQL once";
    }

    @Override
    public int trials() {
        return 6;
    }

    @Override
    public int quickTrials() {
        return 3;
    }

    @Override
    public Outcome run(Setting setting) {
        var verdict = new Verdict();
        var bank = Bank.openWired(2, setting.data(), _ -> impatient());
        try {
            return new Story(bank, verdict, setting).run();
        } finally {
            bank.close(!verdict.isClean());
        }
    }

    // As shipped a message that failed twice waits for five minutes, and silence is borne for fifteen seconds.
    private static Wiring impatient() {
        return Wiring.with(() -> Map.of(
                "gateway.webhooks.reach.loopback", "true",
                "gateway.webhooks.delivery.timeout", "3s",
                "gateway.webhooks.delivery.retries", "500ms,1s,1s,2s,2s,4s,4s,8s,8s,16s,16s,32s,32s,10m"));
    }

    /** What is done to one bank. */
    private static final class Story {

        private final Bank bank;
        private final Verdict verdict;
        private final Setting setting;
        private final SplittableRandom random;
        private final int wanted;
        private final List<Customer> customers;
        private final List<String> merchants;
        private final HeardEvents heard;
        private final Callers callers = new Callers();
        private final List<String> log = new ArrayList<>();
        private int placed;
        private int asked;
        private boolean enough;

        Story(Bank bank, Verdict verdict, Setting setting) {
            this.bank = bank;
            this.verdict = verdict;
            this.setting = setting;
            this.random = new SplittableRandom(setting.seed());
            this.wanted = setting.quick() ? EVENTS_QUICKLY : EVENTS;
            this.customers = bank.customers(CUSTOMERS);
            this.merchants = bank.merchants(MERCHANTS);
            this.heard = HeardEvents.of(bank, merchants);
        }

        Outcome run() {
            bank.sandbox().plan(PARTNER, new Plan(setting.seed(), BAD, Map.of()));
            payWhile(this::killInTurn);
            customers.forEach(Customer::renew);
            long refunds = Refunds.ask(callers.told(), wanted / 100);
            Reckoning.awaitFinal(bank);
            long began = System.nanoTime();
            boolean all = heard.awaitAll(ALL_TOLD_WITHIN);
            double after = (System.nanoTime() - began) / 1e9;
            verdict.rule("nothing is left to be told", all, heard.left());
            var judge = heard.judge();
            verdict.add(judge.verdict());
            verdict.add(Reckoning.of(bank, callers.told(), setting.sabotage()).verdict());
            verdict.rule("nobody was answered what nobody should be", callers.unexpected());
            verdict.rule("everybody was answered in the end", callers.gaveUp());
            var lines = new LinkedHashMap<String, Object>();
            lines.put("orders placed", placed + ", and " + refunds + " refunds");
            lines.put("events", judge.summary());
            lines.put("what the partner's server did", bank.sandbox().faultsMet(PARTNER));
            lines.put("all told after the last payment, s", after);
            lines.put("strike", List.copyOf(log));
            return Outcome.of(log.size(), verdict, lines);
        }

        private void payWhile(Runnable harm) {
            var harming = new FutureTask<Void>(harm, null);
            var orders = OrderBook.patient(setting.seed(), customers, merchants);
            try (var load = new Load(orders, callers, setting.rate(), true)) {
                Thread.ofPlatform().name("harm").start(harming);
                placed = load.runWhile(() -> !isEnough());
            }
            Together.result(harming);
        }

        // Asked before every order, and the database only now and then.
        private boolean isEnough() {
            asked++;
            enough = enough || (asked % LOOK_AFTER == 0 && heard.events() >= wanted);
            return enough;
        }

        // Evenly over the events, however long they take.
        private void killInTurn() {
            for (int strike = 0; strike < setting.trials(); strike++) {
                awaitEvents((long) wanted * (strike + 1) / (setting.trials() + 1));
                var line = strike == setting.trials() / 2 ? killPostgres() : killNode(1 + strike % 2);
                log.add(line);
                setting.say("%d: %s; %,d events so far".formatted(strike + 1, line, heard.events()));
            }
            awaitEvents(wanted);
        }

        private String killNode(int number) {
            var node = bank.node(number);
            return new Murder(node.part(), node::awaitReady)
                    .commit(Duration.ofNanos(random.nextLong(DEAD_AT_MOST.toNanos())));
        }

        private String killPostgres() {
            return new Murder(bank.part("postgres"), () -> {}).commit(Duration.ofSeconds(1));
        }

        private void awaitEvents(long count) {
            long renew = System.nanoTime();
            while (heard.events() < count) {
                if (System.nanoTime() >= renew) {
                    customers.forEach(Customer::renew);
                    renew = System.nanoTime() + RENEW_EVERY.toNanos();
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
    }
}
