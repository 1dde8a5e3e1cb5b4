package sandbox.drill;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import sandbox.drill.DrillOptions.Target;
import sandbox.run.Verify;

/** Payments on faulty rails while one part of the bank is killed again and again; then everything must add up. */
final class MoneyDrill {

    private static final Duration FINAL_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final Bank bank;
    private final DrillOptions options;
    private final List<Customer> customers;
    private final List<String> merchants;
    private final List<Told> everTold = new ArrayList<>();

    MoneyDrill(Bank bank, DrillOptions options, List<Customer> customers, List<String> merchants) {
        this.bank = bank;
        this.options = options;
        this.customers = customers;
        this.merchants = merchants;
    }

    DrillResult run(Target target) throws SQLException, InterruptedException {
        customers.forEach(customer -> customer.phone().refresh());
        var sandbox = bank.sandbox();
        var before = sandbox.faultsMet();
        long seed = options.seed() * 31 + target.name().length();
        var length = Duration.ofSeconds(options.seconds());
        var striker = striker(target, length, seed);
        sandbox.breakRails(seed);
        var strikes = Thread.ofPlatform().name("striker").start(striker);
        int placed;
        Duration untilFinal;
        var callers = new Callers();
        try (var load = new Load(new OrderBook(seed, customers, merchants), callers, options.rate())) {
            placed = load.run(length, strikes::isAlive);
            strikes.join();
            sandbox.heal();
            untilFinal = awaitFinal();
        }
        // Callers who came last may have opened something since.
        untilFinal = untilFinal.plus(awaitFinal());
        everTold.addAll(callers.told());
        return judge(target, callers, striker.log(), placed, untilFinal, before);
    }

    private Striker striker(Target target, Duration length, long seed) {
        var node = bank.node(1);
        return target == Target.GATEWAY
                ? new Striker(node.part(), node::awaitReady, length, seed)
                : new Striker(bank.part(target.wireName()), () -> {}, length, seed);
    }

    private Duration awaitFinal() throws SQLException {
        long began = System.nanoTime();
        var database = bank.running().database();
        while (LeftInLedger.unfinishedPayments(database) > 0 && System.nanoTime() - began < FINAL_WITHIN.toNanos()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private DrillResult judge(
            Target target,
            Callers callers,
            List<String> kills,
            int placed,
            Duration untilFinal,
            Map<String, Long> faultsBefore)
            throws SQLException {
        var judge = Judge.of(bank.running().database(), everTold);
        var books = RailBooks.read(bank.sandbox());
        var charge = judge.completedCharge().orElseThrow();
        var shown = options.sabotage()
                .map(sabotage -> books.falsified(charge.rail(), charge.identity(), sabotage))
                .orElse(books);
        var verdict = judge.judge(shown);
        var report = Verify.report(bank.running().database());
        verdict.rule(
                "./gateway verify: the ledger agrees with itself",
                report.isClean() ? List.of() : List.of(report.text()));
        verdict.rule("nobody was answered what nobody should be", List.copyOf(callers.unexpected()));
        verdict.rule("nothing else has died", bank.dead());
        verdict.rule("the judge sees a charge that is missing or doubled", judge.unseen(books, charge));
        var faults = bank.sandbox().faultsMet();
        faultsBefore.forEach((fault, count) -> faults.merge(fault, -count, Long::sum));
        return new DrillResult(
                target,
                placed,
                callers.answers(),
                callers.gaveUp(),
                judge.states(),
                faults,
                kills,
                untilFinal,
                verdict);
    }
}
