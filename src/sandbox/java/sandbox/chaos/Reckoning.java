package sandbox.chaos;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.StoredPayment.Leg;
import sandbox.run.Verify;

/**
 * After a load: everything that a customer was told, the database and the rails' books, compared with each other, and
 * the ledger with itself.
 *
 * @param states how many payments ended how
 * @param finalAfter how long it took from now until the last payment became final
 */
public record Reckoning(Verdict verdict, Map<String, Long> states, Duration finalAfter) {

    private static final Duration FINAL_WITHIN = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** @param told every payment that a customer was told of with a 201 */
    public static Reckoning of(Bank bank, Collection<Told> told) {
        return of(bank, told, Optional.empty());
    }

    /** @param sabotage how the rails' books are falsified before they are looked at: then something must be found */
    public static Reckoning of(Bank bank, Collection<Told> told, Optional<Sabotage> sabotage) {
        try {
            var finalAfter = awaitFinal(bank);
            var database = bank.running().database();
            var judge = Judge.of(database, told);
            var books = RailBooks.read(bank.sandbox());
            var charges = judge.completedCharges();
            var verdict = judge.judge(
                    sabotage.map(it -> falsified(books, charges, it)).orElse(books));
            var report = Verify.report(bank.running());
            verdict.rule(
                    "./gateway verify: the ledger agrees with itself",
                    report.isClean() ? List.of() : List.of(report.text()));
            verdict.rule(
                    "I11 every event stands in the audit trail, and its witness agrees",
                    AuditTrail.await(database, bank.running().home().data("witness")));
            verdict.rule("no process has died by itself", bank.dead());
            verdict.rule("some payments were completed", !charges.isEmpty(), "none");
            verdict.rule("the judge sees a charge that is missing or doubled", judge.unseen(books, charges));
            return new Reckoning(verdict, judge.states(), finalAfter);
        } catch (SQLException e) {
            throw new IllegalStateException("The books cannot be read", e);
        }
    }

    /** On every rail. */
    private static RailBooks falsified(RailBooks books, Collection<Leg> charges, Sabotage how) {
        var falsified = books;
        for (var charge : charges) {
            falsified = falsified.falsified(charge, how);
        }
        return falsified;
    }

    /** Returns when every payment is final, or when that takes too long. */
    public static Duration awaitFinal(Bank bank) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < FINAL_WITHIN.toNanos() && unfinished(bank)) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static boolean unfinished(Bank bank) {
        try {
            return LeftInLedger.unfinishedPayments(bank.running().database()) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException("The books cannot be read", e);
        }
    }
}
