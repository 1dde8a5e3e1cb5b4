package sandbox.chaos.operators;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
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
import sandbox.operators.Teller;
import sandbox.operators.Tellers;
import sandbox.run.Verify;

/** What is done to one bank, and what all books say afterwards. */
final class OperatorTrials {

    private static final int PAYMENTS_PER_KILL = 40;
    private static final Duration CALM_WITHIN = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration BEGINS_WITHIN = Duration.ofMillis(400);

    private final Bank bank;
    private final Verdict verdict;
    private final Setting setting;
    private final SplittableRandom random;
    private final HttpWire wire;
    private final KilledNode node;
    private final Payees payees;
    private final Map<String, Teller> tellers = new LinkedHashMap<>();
    private final Errand.Notes notes = Errand.Notes.empty();
    private final List<Errand> errands = new ArrayList<>();
    private final KillMatrix matrix = new KillMatrix();
    private long onCards;

    OperatorTrials(Bank bank, Verdict verdict, Setting setting) {
        this.bank = bank;
        this.verdict = verdict;
        this.setting = setting;
        this.random = new SplittableRandom(setting.seed());
        this.wire = new HttpWire(bank.node(1).plain());
        this.node = new KilledNode(bank, wire);
        this.payees = Payees.of(bank, wire);
        var secrets = Tellers.secretsIn(bank.folder());
        Tellers.names().forEach(name -> tellers.put(name, Tellers.of(name, secrets.apply(name))));
    }

    Outcome run() {
        try (var operators = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int trial = 0; trial < setting.trials() && verdict.isClean(); trial++) {
                end(trial % 2 == 0 ? killWhileTheyStand(trial, operators) : killAtSomeMoment(trial, operators));
                verdict.rule("every answer was one that the protocol allows", notes.unexpected());
            }
        }
        errands.forEach(Errand::lookAgain);
        verdict.rule("every answer was one that the protocol allows", notes.unexpected());
        judge();
        return Outcome.of(errands.size(), verdict, measured());
    }

    /** Every call that changes something stands at every point, in turn for wallets and for invoices. */
    private List<Future<?>> killWhileTheyStand(int trial, ExecutorService operators) {
        var begun = new ArrayList<Errand>();
        tellers.forEach((name, teller) -> Cell.all(name, teller).forEach(cell -> {
            boolean invoice = (begun.size() / 2 + trial / 2) % 2 == 0;
            begun.add(errand(teller, cell.story(), invoice, cell));
        }));
        var running = begin(begun, operators);
        var names = begun.stream().map(Errand::name).collect(Collectors.toSet());
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

    private List<Future<?>> killAtSomeMoment(int trial, ExecutorService operators) {
        var begun = new ArrayList<Errand>();
        var all = List.copyOf(tellers.values());
        for (int i = 0; i < PAYMENTS_PER_KILL; i++) {
            var teller = all.get(i % all.size());
            var stories = Story.of(teller).toList();
            begun.add(errand(teller, stories.get(random.nextInt(stories.size())), i % 3 == 0, null));
        }
        var running = begin(begun, operators);
        long moment = random.nextLong(2 * BEGINS_WITHIN.toMillis());
        LockSupport.parkNanos(Duration.ofMillis(moment).toNanos());
        int before = notes.unanswered().get();
        node.kill();
        setting.say("trial %d: kill -9 after %d ms among %d payments, %d calls unanswered"
                .formatted(trial + 1, moment, begun.size(), notes.unanswered().get() - before));
        return running;
    }

    private Errand errand(Teller teller, Story story, boolean invoice, @Nullable Cell hold) {
        // What is on its way to a card is not given back.
        boolean card = !invoice && story != Story.GIVEN_BACK && random.nextBoolean();
        var slip = invoice
                ? teller.slip(payees.invoice(), Payees.INVOICE)
                : teller.slip(card ? payees.anyCard() : payees.anyPhone(), 100_000 + random.nextInt(900_000));
        return new Errand(
                String.valueOf(errands.size() + random.nextInt(1_000_000)), teller, story, slip, hold, wire, notes);
    }

    private List<Future<?>> begin(List<Errand> begun, ExecutorService operators) {
        errands.addAll(begun);
        return begun.stream()
                .<Future<?>>map(errand -> {
                    long wait = errand.hold() == null ? random.nextLong(BEGINS_WITHIN.toNanos()) : 0;
                    return operators.submit(() -> {
                        LockSupport.parkNanos(wait);
                        errand.run();
                    });
                })
                .toList();
    }

    private static void end(Collection<Future<?>> running) {
        running.forEach(Together::result);
    }

    private void judge() {
        long end = System.nanoTime() + CALM_WITHIN.toNanos();
        while (!Books.isCalm(bank.running().database()) && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        verdict.rule(
                "nothing is on its way to a card for ever",
                Books.isCalm(bank.running().database()),
                "some is");
        var papers = errands.stream().map(Errand::paper).toList();
        var books = Books.read(bank.running().database());
        var report = Verify.report(bank.running());
        verdict.add(
                books.judge(setting.sabotage().map(it -> falsified(papers, it)).orElse(papers), payees.owners()));
        onCards = books.onCards();
        verdict.rule("some of it came for cards", onCards > 0, "none");
        verdict.add(books.judgeCards(bank.sandbox().books("uzcard")));
        verdict.rule("./gateway verify: the books agree with themselves", report.isClean(), report.text());
        verdict.rule(
                "the judge sees an effect that is missing or doubled",
                Stream.of(Sabotage.values())
                        .filter(it -> books.judge(falsified(papers, it), payees.owners())
                                .isClean())
                        .map(Sabotage::name)
                        .toList());
        errands.forEach(it ->
                Optional.ofNullable(it.hold()).ifPresent(cell -> matrix.add(cell, !books.isWrong(it.paper()))));
    }

    /** An operator's book from which a payment is missing, or in which one stands twice. */
    private static List<Paper> falsified(List<Paper> papers, Sabotage how) {
        var paid = papers.stream().filter(it -> it.moved() > 0).findFirst().orElseThrow();
        return how == Sabotage.LOST
                ? papers.stream().filter(it -> !it.equals(paid)).toList()
                : Stream.concat(papers.stream(), Stream.of(paid)).toList();
    }

    private Map<String, Object> measured() {
        var lines = new LinkedHashMap<String, Object>();
        lines.put("right of stood at", matrix.lines());
        lines.put("payments", errands.size());
        lines.put("passed on to cards, tiyin", onCards);
        lines.put("kill -9", node.kills());
        lines.put("calls unanswered", notes.unanswered().get());
        lines.put("answered calls repeated", notes.repeated().get());
        lines.put("calls that nobody may make", notes.bad().get());
        return lines;
    }
}
