package gateway.payments;

import gateway.payments.Controls.Ruling;
import gateway.payments.Payment.Denial;
import gateway.payments.Payment.State;
import gateway.platform.journal.ClaimKey;
import gateway.platform.journal.ClaimKey.Duplicate;
import gateway.platform.journal.ClaimKey.KeyRefusal;
import gateway.platform.journal.ClaimKey.KeyReused;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Refusal;
import gateway.processors.DeclineReason;
import gateway.shared.ids.PaymentId;
import gateway.shared.problems.ProblemException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes the payment under a key that follows from its id. A no of the books is kept under the same key: whoever else is
 * about to make it comes too late, so that what was said to stay does stay.
 */
@Component
class PassOnFromWallet implements PassOn {

    private final PaymentStore store;
    private final PaymentJournal journal;
    private final Answers answers;
    private final PaymentRun run;
    private final PaymentsInFlight inFlight;
    private final Controls controls;
    private final PassOnDrafts drafts;

    PassOnFromWallet(
            PaymentStore store,
            PaymentJournal journal,
            Answers answers,
            PaymentRun run,
            PaymentsInFlight inFlight,
            Controls controls,
            PassOnDrafts drafts) {
        this.store = store;
        this.journal = journal;
        this.answers = answers;
        this.run = run;
        this.inFlight = inFlight;
        this.controls = controls;
        this.drafts = drafts;
    }

    @Override
    public Mono<Passed> passOn(Wish wish) {
        return find(wish.payment())
                .flatMap(found -> found.map(it -> Mono.just(stands(it)))
                        .orElseGet(() -> inFlight.run(drafts.draft(wish).flatMap(this::make))));
    }

    @Override
    public Mono<Passed> giveUp(Wish wish) {
        return find(wish.payment())
                .flatMap(found -> found.map(it -> Mono.just(stands(it)))
                        .orElseGet(() -> stay(drafts.claim(wish), BookRefusal.PAYMENT_NOT_POSSIBLE)))
                .map(stands -> stands == Passed.UNDELIVERED ? Passed.STAYED : stands);
    }

    private Mono<Optional<Payment>> find(PaymentId id) {
        return store.find(id)
                .map(Optional::of)
                .onErrorResume(PassOnFromWallet::isNone, _ -> Mono.just(Optional.empty()));
    }

    private static boolean isNone(Throwable error) {
        return error instanceof ProblemException problem && problem.type() == PaymentProblem.PAYMENT_NOT_FOUND;
    }

    private Mono<Passed> make(PassOnDrafts.Draft draft) {
        var payment = draft.payment();
        if (controls.forbids(payment)) {
            return stay(draft.claim(), BookRefusal.PAYMENT_NOT_POSSIBLE);
        }
        return payment.isRunning() ? open(draft, payment) : Mono.just(Passed.NOT_NOW);
    }

    private Mono<Passed> open(PassOnDrafts.Draft draft, Payment payment) {
        return journal.open(payment, draft.claim().fingerprint(), Postings.first(payment), ruling(draft))
                .flatMap(decision -> switch (decision) {
                    case Committed _ ->
                        run.forward(payment, payment.openedAt())
                                .map(PassOnFromWallet::stands)
                                .defaultIfEmpty(Passed.UNDER_WAY);
                    case Refused(var refusal) -> refused(draft.claim(), refusal);
                });
    }

    private Ruling ruling(PassOnDrafts.Draft draft) {
        return draft.ruling(controls.beforeItBegins(draft.payment()));
    }

    private Mono<Passed> refused(ClaimKey claim, Refusal refusal) {
        return BookRefusal.of(refusal).map(no -> stay(claim, no)).orElseGet(() -> lost(claim, refusal));
    }

    private Mono<Passed> stay(ClaimKey claim, BookRefusal no) {
        return answers.note(claim, no).flatMap(decision -> switch (decision) {
            case Committed _ -> Mono.just(Passed.STAYED);
            case Refused(var refusal) -> lost(claim, refusal);
        });
    }

    // Somebody else was quicker, and made it or said no.
    private Mono<Passed> lost(ClaimKey claim, Refusal refusal) {
        return switch (refusal) {
            case KeyReused _ -> Mono.just(Passed.STAYED);
            case Duplicate(var _, var answer)
            when answer != null && BookRefusal.in(answer).isPresent() -> Mono.just(Passed.STAYED);
            case KeyRefusal _, WritePayment.Stale _ ->
                find(new PaymentId(claim.subject()))
                        .map(found -> found.map(PassOnFromWallet::stands).orElse(Passed.UNDER_WAY));
            default -> Mono.error(Answers.problem(refusal));
        };
    }

    // Such as the payment of a node that died before it asked the rail.
    private static boolean isUndelivered(Denial denial) {
        return denial.reason() == DeclineReason.NO_ANSWER || denial.reason() == DeclineReason.NOT_DELIVERED;
    }

    private static Passed stands(Payment payment) {
        return switch (payment.state()) {
            case State.Completed _ -> Passed.ARRIVED;
            case State.Declined it -> isUndelivered(it.denial()) ? Passed.UNDELIVERED : Passed.STAYED;
            case State.Reversed _, State.Cancelled _ -> Passed.STAYED;
            case State.NeedsOperator _ -> Passed.UNCLEAR;
            case State.ActionRequired _,
                    State.InReview _,
                    State.Debiting _,
                    State.DebitUnknown _,
                    State.AwaitingPayer _,
                    State.Withdrawing _,
                    State.Crediting _,
                    State.CreditUnknown _,
                    State.Reversing _ -> Passed.UNDER_WAY;
        };
    }
}
