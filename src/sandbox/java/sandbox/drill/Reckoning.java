package sandbox.drill;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import sandbox.run.Verify;

/**
 * After a load without faults: everything that a customer was told, the database and the rails' books, compared with
 * each other, and the ledger with itself.
 *
 * @param states how many payments ended how
 * @param finalAfter how long after the load the last payment became final
 */
public record Reckoning(Verdict verdict, Map<String, Long> states, Duration finalAfter) {

    private static final Duration FINAL_WITHIN = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** @param told every payment that a customer was told of with a 201 */
    public static Reckoning of(Bank bank, Collection<Told> told) {
        try {
            var finalAfter = awaitFinal(bank);
            var judge = Judge.of(bank.running().database(), told);
            var books = RailBooks.read(bank.sandbox());
            var verdict = judge.judge(books);
            var report = Verify.report(bank.running().database());
            verdict.rule(
                    "./gateway verify: the ledger agrees with itself",
                    report.isClean() ? List.of() : List.of(report.text()));
            verdict.rule("no process has died", bank.dead());
            var charge = judge.completedCharge().orElseThrow();
            verdict.rule("the judge sees a charge that is missing or doubled", judge.unseen(books, charge));
            return new Reckoning(verdict, judge.states(), finalAfter);
        } catch (SQLException e) {
            throw new IllegalStateException("The books cannot be read", e);
        }
    }

    private static Duration awaitFinal(Bank bank) throws SQLException {
        long began = System.nanoTime();
        var database = bank.running().database();
        while (LeftInLedger.unfinishedPayments(database) > 0 && System.nanoTime() - began < FINAL_WITHIN.toNanos()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
