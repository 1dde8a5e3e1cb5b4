package gateway.payments;

import gateway.customers.UnchangedIdentities.IdentityMoved;
import gateway.fees.FeeQuote;
import gateway.limits.CountMoved;
import gateway.payments.Controls.Ruling;
import gateway.payments.Drafts.Draft;
import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.State;
import gateway.payments.Payments.Order;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Decision.Refused;
import gateway.shared.problems.ProblemException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes a payment: opens it durably, asks the rails, settles it. When another node took it up meanwhile, the customer
 * hears what that one stored for them.
 */
@Component
class MakePayment {

    private static final int TRIES = 8;

    private final Rails rails;
    private final PaymentJournal journal;
    private final PaymentRun run;
    private final Confirmations confirmations;
    private final Answers answers;
    private final Drafts drafts;
    private final CheckDevice checks;

    MakePayment(
            Rails rails,
            PaymentJournal journal,
            PaymentRun run,
            Confirmations confirmations,
            Answers answers,
            Drafts drafts,
            CheckDevice checks) {
        this.rails = rails;
        this.journal = journal;
        this.run = run;
        this.confirmations = confirmations;
        this.answers = answers;
        this.drafts = drafts;
        this.checks = checks;
    }

    /** Answers once the payment is final or has to wait. A decline is an answer, not an error. */
    Mono<Answer> make(Order command) {
        return make(command, TRIES);
    }

    private Mono<Answer> make(Order command, int tries) {
        return drafts.draft(command).flatMap(draft -> begin(draft, tries));
    }

    private Mono<Answer> begin(Draft draft, int tries) {
        if (draft.price() instanceof FeeQuote.Refused refused) {
            return notMade(draft, PaymentPrices.problem(refused));
        }
        if (!rails.couldBeCredited(draft.begun(null))) {
            return notMade(draft, Answers.tooMuchForTheCard());
        }
        return draft.isDearerThanAgreed()
                ? notMade(draft, Answers.feeChanged().with("fee", draft.fee().toDecimal()))
                : confirmations.isFirst(draft.order()).flatMap(first -> judge(draft, first, tries));
    }

    // Whoever repeats a payment that was made hears of it, whatever the tariff or the checks say by now.
    private Mono<Answer> notMade(Draft draft, ProblemException why) {
        return earlier(draft).switchIfEmpty(Mono.error(() -> why));
    }

    private Mono<Answer> judge(Draft draft, boolean first, int tries) {
        return checks.judge(draft.id(), draft.order(), draft.now(), first)
                .map(ruling -> ruling.counting(draft.counted()))
                .flatMap(ruling -> follow(draft, ruling, confirmations.needed(draft.order(), first), tries));
    }

    private Mono<Answer> follow(Draft draft, Ruling ruling, boolean codeNeeded, int tries) {
        if (ruling.refusal() != null) {
            return refuse(draft, ruling, ruling.refusal());
        }
        boolean wantsCode = codeNeeded || ruling.wantsCode();
        if (draft.order().source() instanceof ShownCode && (wantsCode || ruling.wantsReview())) {
            return notMade(
                    draft, PaymentProblem.SOURCE_CANNOT_WAIT.because("A shown code is gone by then; pay by card"));
        }
        if (wantsCode) {
            return askForCode(draft, ruling);
        }
        return ruling.wantsReview()
                ? open(draft, draft.in(new State.InReview(draft.reviewBy())), ruling, tries)
                : pay(draft, ruling, tries);
    }

    // Whoever repeats a payment that was made hears of it, whatever the checks say by now.
    private Mono<Answer> refuse(Draft draft, Ruling ruling, BookRefusal no) {
        var payment = draft.begun(null);
        var claim = PaymentJournal.claim(payment, draft.order().fingerprint());
        return earlier(draft).switchIfEmpty(Mono.defer(() -> answers.refused(payment, ruling, no, claim)));
    }

    private Mono<Answer> pay(Draft draft, Ruling ruling, int tries) {
        return draft.isInternal()
                ? open(draft, draft.begun(null), ruling, tries)
                : rails.prepareFirst(draft.begun(null)).flatMap(first -> openAsking(draft, first, ruling, tries));
    }

    private Mono<Answer> openAsking(Draft draft, Optional<Attempt> first, Ruling ruling, int tries) {
        return first.map(attempt -> open(draft, draft.begun(attempt), ruling, tries))
                .orElseGet(() -> notNow(draft));
    }

    // Whoever repeats a payment that was made hears of it, also while no rail has room.
    private Mono<Answer> notNow(Draft draft) {
        return earlier(draft).switchIfEmpty(Mono.error(Answers::railUnavailable));
    }

    // Of a request and its twins one sends a code; the key is looked up first, for those who come later.
    private Mono<Answer> askForCode(Draft draft, Ruling ruling) {
        return earlier(draft).switchIfEmpty(Mono.defer(() -> openWaiting(draft, ruling)));
    }

    private Mono<Answer> openWaiting(Draft draft, Ruling ruling) {
        return confirmations
                .challenge(draft.begun(null))
                .map(challenge -> draft.in(new State.ActionRequired(
                        challenge.id(), challenge.expiresAt(), ruling.wantsReview() ? draft.reviewBy() : null)))
                .flatMap(payment -> open(draft, payment, ruling, 0));
    }

    // Whoever asks again elsewhere may be refused for lack of money; the first request must not be paid long after
    // that.
    private Mono<Answer> open(Draft draft, Payment payment, Ruling ruling, int tries) {
        return run.isInTime(draft.now())
                ? journal.open(payment, draft.order().fingerprint(), Postings.first(payment), ruling)
                        .flatMap(decision -> opened(draft, payment, ruling, decision, tries))
                : Mono.error(Answers.stoodStill());
    }

    private Mono<Answer> opened(Draft draft, Payment payment, Ruling ruling, Decision decision, int tries) {
        return switch (decision) {
            case Committed _ ->
                forward(draft, payment, ruling)
                        .flatMap(answers::created)
                        .switchIfEmpty(Mono.defer(() -> earlier(draft)));
            // Others used some of a quota or a cap first: it is priced again.
            case Refused(CountMoved _) when tries > 0 -> make(draft.order(), tries - 1);
            // One side is not who they were when they were screened: they are screened again.
            case Refused(IdentityMoved _) when tries > 0 -> make(draft.order(), tries - 1);
            case Refused refused ->
                answers.refused(
                        payment,
                        ruling,
                        PaymentJournal.claim(payment, draft.order().fingerprint()),
                        refused.refusal());
        };
    }

    // Later payments are judged with this one before its customer hears of it: the rail is asked meanwhile.
    private Mono<Payment> forward(Draft draft, Payment payment, Ruling ruling) {
        return Mono.zipDelayError(
                        run.forward(payment, draft.now()).singleOptional(),
                        checks.opened(payment.id(), ruling).thenReturn(true))
                .flatMap(both -> Mono.justOrEmpty(both.getT1()));
    }

    private Mono<Answer> earlier(Draft draft) {
        var command = draft.order();
        return answers.earlier(command.customer(), command.key(), command.fingerprint());
    }
}
