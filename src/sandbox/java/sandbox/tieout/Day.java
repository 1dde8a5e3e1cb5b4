package sandbox.tieout;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import sandbox.books.BookEntry;
import sandbox.chaos.Bank;
import sandbox.chaos.Callers;
import sandbox.chaos.Customer;
import sandbox.chaos.Load;
import sandbox.chaos.OrderBook;
import sandbox.chaos.Reckoning;
import sandbox.chaos.Sandbox;
import sandbox.chaos.Told;
import sandbox.embedded.Scratch;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;
import sandbox.mobile.MobileApp;
import sandbox.remittances.Corridors;
import sandbox.run.RunOptions;
import sandbox.run.SandboxPart;
import sandbox.run.StartFailure;
import sandbox.run.Verify;
import sandbox.run.Wiring;
import sandbox.tieout.Falsifier.Falsehood;

/**
 * {@code ./gateway tie-out}: a whole bank lives through a day with fees, an operator, cards of its own, money sent
 * abroad and money that comes from there, with a core banking system that is away for a while, answers twice, not at
 * all or with a no; then ledger, core banking system and rails must agree in everything. After that the books of the
 * others are falsified, and every falsehood must be found, and nothing else.
 */
public final class Day {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final int CUSTOMERS = 40;
    private static final int MERCHANTS = 50;
    private static final int REFUND_EVERY = 40;
    private static final int OUTAGE_SECONDS = 15;
    private static final String OWN_CARDS = "visa-issuing";
    private static final Duration ALL_TOLD_WITHIN = Duration.ofMinutes(15);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** About one document in thirty meets something. */
    private static final Plan WEATHER = new Plan(
            7,
            Map.of(
                    Fault.GARBLED_ANSWER, 0.01,
                    Fault.RESET_DONE, 0.01,
                    Fault.SILENCE_DONE, 0.002,
                    Fault.SILENCE_NOT_DONE, 0.002,
                    Fault.DECLINE_FUNDS, 0.005,
                    Fault.DUPLICATE_ANSWER, 0.005),
            Map.of());

    private static final Plan OUTAGE = new Plan(8, Map.of(Fault.RESET_NOT_DONE, 1.0), Map.of());

    private final DayOptions options;
    private final Bank bank;
    private final Sandbox sandbox;
    private final StaffDesk desk;
    private final OwnBooks own;
    private boolean passed = true;

    private Day(DayOptions options, Bank bank) {
        this.options = options;
        this.bank = bank;
        this.sandbox = bank.sandbox();
        this.desk = new StaffDesk(bank.node(1), bank.running().staffToken());
        this.own = new OwnBooks(bank.running().database());
    }

    public static void main(String[] arguments) {
        System.exit(day(arguments));
    }

    private static int day(String... arguments) {
        try {
            return run(DayOptions.parse(arguments)) ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + DayOptions.USAGE);
            return 2;
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    private static boolean run(DayOptions options) {
        var folder = Scratch.folder("oqim-tie-out");
        var corridors = Corridors.in(folder);
        boolean good;
        try (var bank = Bank.openWired(1, folder.resolve("bank"), run -> wired(run, corridors))) {
            good = new Day(options, bank).live();
        }
        Scratch.leave(folder, good);
        return good;
    }

    private static Wiring wired(RunOptions run, Path corridors) {
        return Wiring.with(() -> {
            var all = new TreeMap<>(Corridors.settings(run, corridors));
            all.put("gateway.webhooks.reach.loopback", "true");
            all.putAll(SandboxPart.coreBanking(run.sandboxPort(), run.data()));
            all.put("gateway.corebanking.pack", "classpath:corebanking/sample.yaml");
            all.put("gateway.corebanking.timeout", "1s");
            all.put("gateway.corebanking.batch", "1000");
            all.put("gateway.corebanking.at-once", "32");
            all.put("gateway.corebanking.last-retry", "5s");
            all.put("gateway.fees.pack", "classpath:fees/uz-default.yaml");
            return all;
        });
    }

    private boolean live() {
        var customers = bank.customers(CUSTOMERS);
        var merchants = bank.merchants(MERCHANTS);
        say("%d customers, %d merchants, fees of uz-default, an ABS over mutual TLS", CUSTOMERS, MERCHANTS);
        pay(customers, merchants);
        var others = new OtherMovers(bank).play(customers);
        say(
                "Paynet brought money to %d wallets and took it back from %d; merchants cleared %d uses of our cards",
                others.broughtIn(), others.takenBack(), others.cleared());
        acrossBorders(customers);
        var rejected = allAreTold();
        var oddities = sandbox.oddities("abs");
        say(
                "the ABS met %s and saw %d documents again; %d that it had rejected were sent anew by a person",
                sandbox.faultsMet("abs"), oddities.getOrDefault("repeated documents", 0L), rejected);
        hold("nobody sent it another document under a known id", oddities.getOrDefault("changed documents", 1L) == 0);
        var report = Verify.report(bank.running());
        hold("./gateway verify: the ledger agrees with itself", report.isClean());
        var day = LocalDate.now(TASHKENT);
        var books = new TreeMap<String, List<BookEntry>>();
        books.put(TheirBooks.ABS, sandbox.books(TheirBooks.ABS));
        Sandbox.RAILS.forEach(rail -> books.put(rail, sandbox.books(rail)));
        undisturbed(new TheirBooks(books, day), day);
        falsified(new TheirBooks(books, day), day);
        say(passed ? "PASS" : "FAIL");
        return passed;
    }

    private void pay(List<Customer> customers, List<String> merchants) {
        sandbox.plan(TheirBooks.ABS, WEATHER);
        var callers = new Callers();
        var count = new AtomicInteger();
        int outage = options.payments() / 3;
        long began = System.nanoTime();
        try (var load =
                new Load(OrderBook.patient(options.seed(), customers, merchants), callers, options.rate(), true)) {
            load.runWhile(() -> {
                int placed = count.getAndIncrement();
                weather(placed - outage);
                return placed < options.payments();
            });
        }
        customers.forEach(Customer::renew);
        long refunds = refund(callers.told());
        var finalAfter = Reckoning.awaitFinal(bank);
        own.awaitFinalRefunds();
        say(
                "%d payments in %.0f s and %d refunds, answered %s; all final %.1f s later",
                options.payments(),
                (System.nanoTime() - began) / 1e9,
                refunds,
                callers.answers(),
                finalAfter.toMillis() / 1e3);
        hold("everybody was answered", callers.gaveUp().isEmpty());
        hold("nobody was answered what nobody should be", callers.unexpected().isEmpty());
    }

    private void acrossBorders(List<Customer> customers) {
        var moved = new AcrossBorders(bank).play(customers);
        own.awaitCards();
        var finalAfter = Reckoning.awaitFinal(bank);
        say(
                "%d remittances, of which %d came back, and %d arrivals, %d of them for cards; all final %.1f s later",
                moved.sent(), moved.cameBack(), moved.arrived(), moved.forCards(), finalAfter.toMillis() / 1e3);
        hold(
                "every remittance ended as it should, and ledger, bank abroad and rail agree",
                moved.faults().isEmpty());
        moved.faults().forEach(it -> say("  %s", it));
        hold("all that lies at the banks abroad is what they say", moved.banksAgree());
    }

    private void weather(int sinceOutage) {
        if (sinceOutage == 0) {
            sandbox.plan(TheirBooks.ABS, OUTAGE);
            say("the ABS is away");
        } else if (sinceOutage == OUTAGE_SECONDS * options.rate()) {
            sandbox.plan(TheirBooks.ABS, WEATHER);
            say("the ABS is back after about %d s", OUTAGE_SECONDS);
        }
    }

    private static long refund(Collection<Told> told) {
        return told.stream()
                .filter(it ->
                        it.status().equals("completed") && it.order().kind().endsWith(">merchant"))
                .filter(it -> Math.floorMod(it.id().hashCode(), REFUND_EVERY) == 0)
                .filter(it -> it.order()
                                .customer()
                                .phone()
                                .post(
                                        "/v1/payments/" + it.id() + "/refunds",
                                        "{\"amount\":{\"value\":\"%s\",\"currency\":\"UZS\"}}".formatted(it.amount()),
                                        MobileApp.newKey())
                                .status()
                        == 201)
                .count();
    }

    /** Returns when the core banking system has accepted everything; emits how often a person sent something again. */
    private int allAreTold() {
        sandbox.plan(TheirBooks.ABS, new Plan(9, WEATHER.rates(), Map.of()));
        int again = 0;
        long began = System.nanoTime();
        for (long left = own.untold(); left > 0; left = own.untold()) {
            if (System.nanoTime() - began > ALL_TOLD_WITHIN.toNanos()) {
                hold(left + " documents are not told in time", false);
                return again;
            }
            again += desk.resendAll();
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        say("all %d documents were accepted %.0f s later", own.documents(), (System.nanoTime() - began) / 1e9);
        return again;
    }

    private void undisturbed(TheirBooks books, LocalDate day) {
        var found = tieOut(books, day);
        found.totals().forEach(it -> say("%s", it));
        hold("undisturbed: no break", found.breaks().isEmpty());
        found.breaks().stream().limit(20).forEach(it -> say("  invented: %s", it));
        // What is cleared of cards that we issued has no statement here.
        hold(
                "undisturbed: a statement of every account and rail",
                List.of(OWN_CARDS).containsAll(found.silent()));
        hold("undisturbed: accuracy 1", found.accuracy() == 1_000_000);
    }

    private void falsified(TheirBooks books, LocalDate day) {
        var breaks = new Falsifier(books, own.names(), new SplittableRandom(options.seed())).put(options.breaks());
        own.forgetStatements();
        var found = tieOut(books, day);
        var judged = Judgement.of(breaks, found.breaks());
        say("%s", judged.table());
        long abroad = breaks.stream().filter(Falsehood::abroad).count();
        say("%d of them are about money that crossed a border", abroad);
        hold("some fell on what crossed a border", abroad > 0);
        hold("every break was found", judged.found() == breaks.size());
        judged.missed().stream().limit(20).forEach(it -> say("  missed: %s", it));
        hold("none was invented", judged.invented().isEmpty());
        judged.invented().stream().limit(20).forEach(it -> say("  invented: %s", it));
    }

    private StaffDesk.Found tieOut(TheirBooks books, LocalDate day) {
        int statements = 0;
        // What was booked late stands in the statements of the day after.
        for (var it : List.of(day, day.plusDays(1))) {
            boolean xml = true;
            for (var statement : books.statements(it)) {
                xml = !xml && !statement.ofRail();
                desk.add(statement, xml);
                statements++;
            }
        }
        var found = desk.tieOut(day);
        say(
                "tie-out of %s over %d statements (camt.053 and CSV in turns): %,d movements compared, %d breaks,"
                        + " accuracy %.6f (oqim_corebanking_accuracy %s)",
                day,
                statements,
                found.compared(),
                found.breaks().size(),
                found.accuracy() / 1e6,
                desk.accuracyMetric());
        return found;
    }

    private void hold(String rule, boolean holds) {
        passed &= holds;
        say("  %s %s", holds ? "holds:   " : "VIOLATED:", rule);
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
