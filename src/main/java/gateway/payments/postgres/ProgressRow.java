package gateway.payments.postgres;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.Denial;
import gateway.payments.Payment.Settled;
import gateway.processors.DeclineReason;
import gateway.processors.MessageIdentity;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is true in a state, flattened for the column {@code progress}: nulls live here and nowhere else. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record ProgressRow(
        @Nullable LegRow debit,
        @Nullable LegRow credit,
        @Nullable String reason,
        @Nullable String rail,
        @Nullable String railCode,
        @Nullable String why,
        int checks,
        @Nullable String challenge,
        @Nullable Instant at,
        @Nullable Instant reviewBy) {

    /** A message to a rail and, once it answered, what it said; tries only where it is not the first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LegRow(
            String processor,
            String identity,
            String why,
            @Nullable Integer tries,
            @Nullable String reference,
            @Nullable String approval) {

        static @Nullable LegRow of(@Nullable Attempt attempt) {
            return attempt == null ? null : of(attempt, null, null);
        }

        /** @param bill null when the rail did not name it */
        static LegRow of(Attempt attempt, @Nullable String bill) {
            return of(attempt, bill, null);
        }

        static @Nullable LegRow of(@Nullable Settled settled) {
            return settled == null ? null : of(settled.attempt(), settled.railReference(), settled.approvalCode());
        }

        private static LegRow of(Attempt attempt, @Nullable String reference, @Nullable String approval) {
            return new LegRow(
                    attempt.processor(),
                    attempt.identity().value(),
                    attempt.why(),
                    attempt.tries() == 1 ? null : attempt.tries(),
                    reference,
                    approval);
        }

        Attempt attempt() {
            return new Attempt(processor, new MessageIdentity(identity), why, tries == null ? 1 : tries);
        }

        Settled settled() {
            return new Settled(attempt(), Objects.requireNonNull(reference, "reference"), approval);
        }
    }

    static ProgressRow legs(@Nullable LegRow debit, @Nullable LegRow credit, @Nullable Instant at) {
        return new ProgressRow(debit, credit, null, null, null, null, 0, null, at, null);
    }

    static ProgressRow open(
            @Nullable LegRow debit, @Nullable LegRow credit, String why, int checks, @Nullable Instant since) {
        return new ProgressRow(debit, credit, null, null, null, why, checks, null, since, null);
    }

    static ProgressRow billed(LegRow debit, int checks, Instant until) {
        return new ProgressRow(debit, null, null, null, null, null, checks, null, until, null);
    }

    static ProgressRow denied(@Nullable LegRow debit, Denial denial, int checks, @Nullable Instant at) {
        return new ProgressRow(
                debit, null, denial.reason().name(), denial.rail(), denial.railCode(), null, checks, null, at, null);
    }

    static ProgressRow waiting(String challenge, Instant until, @Nullable Instant reviewBy) {
        return new ProgressRow(null, null, null, null, null, null, 0, challenge, until, reviewBy);
    }

    static ProgressRow operator(@Nullable LegRow debit, @Nullable LegRow credit, String why, Instant since) {
        return new ProgressRow(debit, credit, null, null, null, why, 0, null, since, null);
    }

    Denial denial() {
        return new Denial(DeclineReason.valueOf(Objects.requireNonNull(reason, "reason")), rail, railCode);
    }

    LegRow theDebit() {
        return Objects.requireNonNull(debit, "debit");
    }

    LegRow theCredit() {
        return Objects.requireNonNull(credit, "credit");
    }

    @Nullable
    Settled debitSettled() {
        return debit == null ? null : debit.settled();
    }

    @Nullable
    Settled creditSettled() {
        return credit == null ? null : credit.settled();
    }

    Instant theTime() {
        return Objects.requireNonNull(at, "at");
    }

    String theWhy() {
        return Objects.requireNonNull(why, "why");
    }
}
