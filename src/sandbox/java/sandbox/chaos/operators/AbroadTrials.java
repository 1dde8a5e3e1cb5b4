package sandbox.chaos.operators;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sandbox.chaos.Bank;
import sandbox.chaos.Outcome;
import sandbox.chaos.Sabotage;
import sandbox.chaos.Setting;
import sandbox.chaos.Together;
import sandbox.chaos.Verdict;
import sandbox.operators.HttpWire;
import sandbox.operators.KitFunds;
import sandbox.run.DemoPartner;
import sandbox.run.Verify;

/** What is done to a bank to which a partner sends, and what all books say afterwards. */
final class AbroadTrials {

    private static final int CUSTOMERS = 3;
    private static final int TRANSFERS_PER_KILL = 24;
    private static final int COPIES = 2;
    private static final long PAID_IN = 50_000;
    private static final Duration BEGINS_WITHIN = Duration.ofMillis(400);

    private final Bank bank;
    private final Verdict verdict;
    private final Setting setting;
    private final SplittableRandom random;
    private final KilledNode node;
    private final PartnerLine line;
    private final KitFunds funds;
    private final UUID partner;
    private final List<Map.Entry<String, UUID>> customers = new ArrayList<>();
    private final Errand.Notes notes = Errand.Notes.empty();
    private final List<AbroadErrand> errands = new ArrayList<>();
    private long funded;

    AbroadTrials(Bank bank, Verdict verdict, Setting setting) {
        this.bank = bank;
        this.verdict = verdict;
        this.setting = setting;
        this.random = new SplittableRandom(setting.seed());
        var gateway = bank.node(1).plain();
        var wire = new HttpWire(gateway);
        this.node = new KilledNode(bank, wire);
        var id = DemoPartner.in(bank.running(), List.of());
        this.partner = uuid(id);
        this.line = PartnerLine.of(bank);
        this.funds =
                new KitFunds(wire, bank.running().staffToken(), bank.running().secondStaffToken(), id);
        for (int i = 0; i < CUSTOMERS; i++) {
            var number = "998901000%03d".formatted(i);
            customers.add(Map.entry(number, uuid(bank.phone(1).signIn(number).customer())));
        }
    }

    private static UUID uuid(String prefixed) {
        return UUID.fromString(prefixed.substring(prefixed.indexOf('_') + 1));
    }

    Outcome run() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int trial = 0; trial < setting.trials() && verdict.isClean(); trial++) {
                funds.payIn();
                funded += PAID_IN;
                end(trial % 2 == 0 ? killWhileTheyStand(trial, threads) : killAtSomeMoment(trial, threads));
                verdict.rule("every answer was one that the protocol allows", notes.unexpected());
            }
        }
        errands.forEach(AbroadErrand::lookAgain);
        verdict.rule("every answer was one that the protocol allows", notes.unexpected());
        return Outcome.of(errands.size(), verdict, measured(judge()));
    }

    /** Checks and confirmations stand at every point. */
    private List<Future<?>> killWhileTheyStand(int trial, ExecutorService threads) {
        var begun = new ArrayList<AbroadErrand>();
        for (var point : KillPoint.values()) {
            for (int copy = 0; copy < COPIES; copy++) {
                begun.add(errand(copy == 0, new AbroadErrand.Hold("check_credit", point)));
                begun.add(errand(true, new AbroadErrand.Hold("confirm_credit", point)));
            }
        }
        var running = begin(begun, threads);
        var names = begun.stream().map(AbroadErrand::name).collect(Collectors.toSet());
        var stood = node.awaitStanding(names);
        node.kill();
        verdict.rule(
                "every call came to its point",
                begun.stream()
                        .filter(it -> !stood.contains(it.name()))
                        .map(it -> it.name() + " " + it.hold())
                        .toList());
        verdict.rule(
                "nothing that nobody may do came as far as a commit",
                stood.stream().filter(it -> !names.contains(it)).toList());
        setting.say("trial %d: kill -9 while %d calls stood".formatted(trial + 1, stood.size()));
        return running;
    }

    private List<Future<?>> killAtSomeMoment(int trial, ExecutorService threads) {
        var begun = new ArrayList<AbroadErrand>();
        for (int i = 0; i < TRANSFERS_PER_KILL; i++) {
            begun.add(errand(i % 4 != 0, null));
        }
        var running = begin(begun, threads);
        long moment = random.nextLong(2 * BEGINS_WITHIN.toMillis());
        LockSupport.parkNanos(Duration.ofMillis(moment).toNanos());
        node.kill();
        setting.say("trial %d: kill -9 after %d ms among %d transfers".formatted(trial + 1, moment, begun.size()));
        return running;
    }

    private AbroadErrand errand(boolean confirms, AbroadErrand.@Nullable Hold hold) {
        var customer = customers.get(errands.size() % CUSTOMERS);
        var wish = new AbroadErrand.Wish(
                "abroad-" + errands.size() + "-" + random.nextInt(1_000_000),
                customer.getKey(),
                customer.getValue(),
                100 + random.nextInt(900),
                confirms);
        var errand = new AbroadErrand(wish, hold, line, notes);
        errands.add(errand);
        return errand;
    }

    private List<Future<?>> begin(List<AbroadErrand> begun, ExecutorService threads) {
        return begun.stream()
                .<Future<?>>map(errand -> {
                    long wait = errand.hold() == null ? random.nextLong(BEGINS_WITHIN.toNanos()) : 0;
                    return threads.submit(() -> {
                        LockSupport.parkNanos(wait);
                        errand.run();
                    });
                })
                .toList();
    }

    private static void end(Collection<Future<?>> running) {
        running.forEach(Together::result);
    }

    private AbroadBooks judge() {
        var papers = errands.stream().map(AbroadErrand::paper).toList();
        var books = AbroadBooks.read(bank.running().database());
        var report = Verify.report(bank.running());
        verdict.add(
                books.judge(setting.sabotage().map(it -> falsified(papers, it)).orElse(papers), partner, funded));
        verdict.rule("./gateway verify: the books agree with themselves", report.isClean(), report.text());
        verdict.rule(
                "the judge sees an effect that is missing or doubled",
                Stream.of(Sabotage.values())
                        .filter(it -> books.judge(falsified(papers, it), partner, funded)
                                .isClean())
                        .map(Sabotage::name)
                        .toList());
        return books;
    }

    /** A partner's book from which a transfer is missing, or in which one stands twice. */
    private static List<AbroadPaper> falsified(List<AbroadPaper> papers, Sabotage how) {
        var paid = papers.stream().filter(AbroadPaper::confirmed).findFirst().orElseThrow();
        return how == Sabotage.LOST
                ? papers.stream().filter(it -> !it.equals(paid)).toList()
                : Stream.concat(papers.stream(), Stream.of(paid)).toList();
    }

    private Map<String, Object> measured(AbroadBooks books) {
        var killed = new TreeMap<String, Map<KillPoint, String>>();
        for (var point : KillPoint.values()) {
            for (var step : List.of("check_credit", "confirm_credit")) {
                var stood = errands.stream()
                        .filter(it -> new AbroadErrand.Hold(step, point).equals(it.hold()))
                        .toList();
                long right =
                        stood.stream().filter(it -> !books.isWrong(it.paper())).count();
                killed.computeIfAbsent(step, _ -> new EnumMap<>(KillPoint.class))
                        .put(point, right + "/" + stood.size());
            }
        }
        var lines = new LinkedHashMap<String, Object>();
        killed.forEach((step, points) -> lines.put(step + ", right of killed", points.toString()));
        lines.put("transfers", errands.size());
        lines.put("kill -9", node.kills());
        lines.put("calls unanswered", notes.unanswered().get());
        lines.put("answered calls repeated", notes.repeated().get());
        lines.put("calls that nobody may make", notes.bad().get());
        return lines;
    }
}
