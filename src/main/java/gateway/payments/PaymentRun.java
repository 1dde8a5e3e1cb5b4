package gateway.payments;

import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.State;
import gateway.payments.PaymentInput.BooksRefused;
import gateway.payments.PaymentInput.ConfirmationExpired;
import gateway.payments.PaymentInput.Confirmed;
import gateway.payments.PaymentInput.CreditAnswered;
import gateway.payments.PaymentInput.CreditFound;
import gateway.payments.PaymentInput.CreditUndone;
import gateway.payments.PaymentInput.DebitAnswered;
import gateway.payments.PaymentInput.DebitFound;
import gateway.payments.PaymentInput.DebitMovedOn;
import gateway.payments.PaymentInput.DebitUndone;
import gateway.payments.Step.Accepted;
import gateway.payments.Step.AlreadyDone;
import gateway.payments.Step.Rejected;
import gateway.platform.journal.ClaimKey;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Refusal;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Drives a payment from one durable state to the next, until it is final or has to wait. */
@Component
class PaymentRun {

    private static final Outcome UNHEARD = new Outcome.Unknown("whoever asked did not come back in time");

    private final Rails rails;
    private final PaymentJournal journal;
    private final PaymentSettings settings;
    private final Clock clock;

    PaymentRun(Rails rails, PaymentJournal journal, PaymentSettings settings, Clock clock) {
        this.rails = rails;
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Asks the rails as long as this node is the one that asks. Emits the payment as they left it; empty when another
     * node took it up meanwhile.
     */
    Mono<Payment> forward(Payment payment) {
        return switch (payment.state()) {
            case State.Debiting it ->
                rails.sendDebit(payment, it.debit())
                        .flatMap(outcome -> debitAnswer(payment, it.debit(), outcome))
                        .flatMap(input -> begin(payment, input));
            case State.Crediting it ->
                rails.sendCredit(payment, it.credit()).flatMap(outcome -> begin(payment, new CreditAnswered(outcome)));
            default -> Mono.just(payment);
        };
    }

    /** The same for what began at that moment, unless it stood still too long since. */
    Mono<Payment> forward(Payment payment, Instant began) {
        return isInTime(began) ? forward(payment) : Mono.just(payment);
    }

    /** Whether what began at that moment may still go on. */
    boolean isInTime(Instant began) {
        return settings.maySend(began, clock.instant());
    }

    /**
     * Takes up a payment whose time has come: asks what became of it, undoes it, or gives it up. One that was being
     * asked about becomes unknown first and is looked after next time: the node that asked may wake up with the rail's
     * yes, and that has to come too late before anything is undone.
     */
    Mono<Payment> resolve(Payment payment) {
        return switch (payment.state()) {
            case State.ActionRequired _ -> apply(payment, new ConfirmationExpired());
            case State.InReview _ -> throw new IllegalArgumentException("People decide about it");
            case State.Debiting _ -> apply(payment, new DebitAnswered(UNHEARD, null));
            case State.DebitUnknown it -> resolveDebit(payment, it.debit(), null, it.checks());
            case State.AwaitingPayer it -> resolveDebit(payment, it.debit(), it.bill(), it.checks());
            case State.Withdrawing it -> lookForLatePayment(payment, it);
            case State.Crediting _ -> apply(payment, new CreditAnswered(UNHEARD));
            case State.CreditUnknown it -> resolveCredit(payment, it.credit(), it.checks());
            case State.Reversing it ->
                rails.reverseDebit(payment, it.debit().attempt(), it.debit().railReference(), it.checks())
                        .flatMap(reversal -> apply(payment, new DebitUndone(reversal)));
            case State.Completed _, State.Declined _, State.Reversed _, State.Cancelled _, State.NeedsOperator _ ->
                Mono.just(payment);
        };
    }

    /** One rule, one write. Empty when somebody else moved the payment first: their word counts. */
    Mono<Payment> apply(Payment payment, PaymentInput input) {
        return apply(payment, input, Cause.NONE);
    }

    /** The same, because somebody wants it. */
    Mono<Payment> apply(Payment payment, PaymentInput input, Cause cause) {
        return apply(payment, input, cause, Mono::just);
    }

    /** The same, and on from there. Only from what this node wrote itself: what another wrote, the other one sends. */
    Mono<Payment> begin(Payment payment, PaymentInput input) {
        return begin(payment, input, Cause.NONE);
    }

    /**
     * Begins what was confirmed, claiming the key of the request that asked for it, or nothing of both. What the books
     * refuse is declined.
     */
    Mono<Payment> confirm(Payment payment, Confirmed confirmed, ClaimKey claim) {
        return begin(payment, confirmed, Cause.request(claim));
    }

    /** Begins what somebody wants to begin. What the books refuse is declined. */
    Mono<Payment> begin(Payment payment, PaymentInput input, Cause cause) {
        var handedIn = clock.instant();
        return apply(payment, input, cause, next -> forward(next, handedIn));
    }

    private Mono<Payment> apply(
            Payment payment, PaymentInput input, Cause cause, Function<Payment, Mono<Payment>> then) {
        return switch (PaymentLifecycle.step(payment, input, clock.instant())) {
            case Accepted accepted ->
                journal.advance(payment, accepted.next(), accepted.transfers(), cause)
                        .flatMap(decision -> decision instanceof Refused refused
                                ? refused(payment, cause, refused.refusal())
                                : then.apply(accepted.next()));
            case AlreadyDone done -> Mono.just(done.payment());
            case Rejected rejected ->
                Mono.error(rejected.problem().because(payment.id().toString()));
        };
    }

    // A payment that was agreed to and that the books refuse ends there: its twin on another node must not pay what was
    // refused here.
    private Mono<Payment> refused(Payment payment, Cause cause, Refusal refusal) {
        if (refusal instanceof WritePayment.Stale) {
            return Mono.empty();
        }
        var why = Judgements.restricted(payment, refusal, clock.instant()).map(cause::and);
        return BookRefusal.of(refusal)
                .filter(_ -> payment.isWaiting())
                .map(no -> apply(payment, new BooksRefused(no.asDecline()), why.orElse(cause)))
                .orElseGet(() -> Mono.error(Answers.problem(refusal)));
    }

    private Mono<Payment> resolveDebit(Payment payment, Attempt debit, @Nullable String bill, int checks) {
        var asked = clock.instant();
        return rails.inquireDebit(payment, debit, bill)
                .flatMap(finding -> debitLookedUp(payment, debit, checks, finding, asked))
                .flatMap(input -> begin(payment, input));
    }

    // A payment that is given up credits nobody, so that nothing is prepared for that.
    private Mono<Payment> lookForLatePayment(Payment payment, State.Withdrawing it) {
        var asked = clock.instant();
        return rails.inquireDebit(payment, it.debit(), it.bill())
                .map(finding -> finding.orElse(new Finding.Unclear("the rail cannot be asked")))
                .flatMap(finding -> apply(payment, new DebitFound(finding, null, asked)));
    }

    private Mono<PaymentInput> debitLookedUp(
            Payment payment, Attempt debit, int checks, Optional<Finding> finding, Instant asked) {
        if (finding.isEmpty()) {
            return rails.reverseDebit(payment, debit, null, checks).map(DebitUndone::new);
        }
        if (finding.get() instanceof Finding.Done done) {
            return rails.prepareCredit(payment).map(credit -> new DebitFound(done, credit.orElse(null), asked));
        }
        return Mono.just(new DebitFound(finding.get(), null, asked));
    }

    private Mono<Payment> resolveCredit(Payment payment, Attempt credit, int checks) {
        var asked = clock.instant();
        return rails.inquireCredit(payment, credit)
                .flatMap(finding -> creditLookedUp(payment, credit, checks, finding, asked))
                .flatMap(input -> apply(payment, input));
    }

    private Mono<PaymentInput> creditLookedUp(
            Payment payment, Attempt credit, int checks, Optional<Finding> finding, Instant asked) {
        return finding.isEmpty()
                ? rails.reverseCredit(payment, credit, checks).map(CreditUndone::new)
                : Mono.just(new CreditFound(finding.get(), asked));
    }

    private Mono<PaymentInput> debitAnswer(Payment payment, Attempt debit, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Approved _ ->
                rails.prepareCredit(payment).map(credit -> new DebitAnswered(outcome, credit.orElse(null)));
            case Outcome.NotSent _ -> rails.prepareElsewhere(payment, debit).map(next -> movedOn(next, outcome));
            case Outcome.Declined _, Outcome.Unknown _ -> Mono.just(new DebitAnswered(outcome, null));
            case Outcome.Waiting _ -> Mono.just(new DebitAnswered(outcome, null));
        };
    }

    private static PaymentInput movedOn(Optional<Attempt> next, Outcome outcome) {
        return next.<PaymentInput>map(DebitMovedOn::new).orElseGet(() -> new DebitAnswered(outcome, null));
    }
}
