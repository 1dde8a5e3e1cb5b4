package gateway.payments;

import gateway.customers.UnchangedIdentities.IdentityMoved;
import gateway.fees.FeeProblem;
import gateway.limits.CountMoved;
import gateway.payments.Controls.Ruling;
import gateway.platform.http.RequestProblem;
import gateway.platform.journal.ClaimKey;
import gateway.platform.journal.ClaimKey.Duplicate;
import gateway.platform.journal.ClaimKey.KeyReused;
import gateway.platform.journal.ClaimKey.StoredAnswer;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.IdempotencyKeys;
import gateway.platform.journal.Journal;
import gateway.platform.journal.JournalProblem;
import gateway.platform.journal.KeepAnswer;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.CustomerId;
import gateway.shared.problems.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What clients are told: new answers, earlier ones, and what the books' refusals mean to them. */
@Component
class Answers {

    private static final int CREATED = 201;

    private final PaymentRenderer renderer;
    private final IdempotencyKeys keys;
    private final Journal journal;

    Answers(PaymentRenderer renderer, IdempotencyKeys keys, Journal journal) {
        this.renderer = renderer;
        this.keys = keys;
        this.journal = journal;
    }

    /** What is still under way has no answer yet: told now, a repeat would hear something else. */
    Mono<Answer> created(Payment payment) {
        return payment.isRunning()
                ? Mono.error(inProgress())
                : Mono.just(new Answer(CREATED, renderer.render(payment)));
    }

    /** The same for a refund. */
    Mono<Answer> created(Refund refund) {
        return refund.isRunning() ? Mono.error(inProgress()) : Mono.just(new Answer(CREATED, renderer.render(refund)));
    }

    private static ProblemException inProgress() {
        return RequestProblem.REQUEST_IN_PROGRESS
                .because("The first request with this key has not been answered yet")
                .with("retryAfter", 1);
    }

    /** What the first request with the same key was told; empty when there was none. */
    Mono<Answer> earlier(CustomerId customer, String key, byte[] fingerprint) {
        return keys.find(customer.shard(), customer.value(), key, fingerprint)
                .flatMap(found -> found.isPresent() ? told(found.get()) : Mono.empty());
    }

    /**
     * Why nothing was opened. A no of the books is kept like any answer: a twin of the request that comes later hears
     * it too, whatever has changed meanwhile, and so nothing is paid that was refused.
     */
    Mono<Answer> refused(ClaimKey claim, Refusal refusal) {
        return BookRefusal.of(refusal).map(no -> keep(claim, no)).orElseGet(() -> told(refusal));
    }

    /** The same for a payment, with the decision that it does not begin. */
    Mono<Answer> refused(Payment payment, Ruling ruling, ClaimKey claim, Refusal refusal) {
        var at = payment.openedAt();
        return BookRefusal.of(refusal)
                .map(no -> keep(claim, no, List.of(Trail.refused(payment, no, ruling, refusal, at))))
                .orElseGet(() -> told(refusal));
    }

    /** One of the checks spoke against it. */
    Mono<Answer> refused(Payment payment, Ruling ruling, BookRefusal no, ClaimKey claim) {
        return keep(claim, no, List.of(Trail.refused(payment, ruling.judgements(), payment.openedAt())));
    }

    /** Errors with the refusal, or emits what a request with the same key was told before. */
    Mono<Answer> keep(ClaimKey claim, BookRefusal no) {
        return keep(claim, no, List.of());
    }

    private Mono<Answer> keep(ClaimKey claim, BookRefusal no, List<Part> more) {
        return note(claim, no, more).flatMap(decision -> switch (decision) {
            case Committed _ -> Mono.error(no.problem());
            case Refused refused -> told(refused.refusal());
        });
    }

    /** Stores the no under the key, where there is nothing yet, for those who ask for the same later. */
    Mono<Decision> note(ClaimKey claim, BookRefusal no) {
        return note(claim, no, List.of());
    }

    private Mono<Decision> note(ClaimKey claim, BookRefusal no, List<Part> more) {
        var parts = new ArrayList<Part>(more);
        parts.add(claim);
        parts.add(new KeepAnswer(claim.shard(), claim.scope(), claim.key(), no.stored()));
        return journal.commit(new Entry(claim.shard(), Priority.NEW, parts));
    }

    private static Mono<Answer> told(Refusal refusal) {
        return refusal instanceof Duplicate it && it.answer() != null
                ? again(it.answer())
                : Mono.error(problem(refusal));
    }

    private static Mono<Answer> again(StoredAnswer answer) {
        return BookRefusal.in(answer)
                .<Mono<Answer>>map(no -> Mono.error(no.problem()))
                .orElseGet(() -> Mono.just(new Answer(answer.status(), answer.body())));
    }

    static RuntimeException problem(Refusal refusal) {
        return BookRefusal.of(refusal)
                .<RuntimeException>map(BookRefusal::problem)
                .orElseGet(() -> other(refusal));
    }

    private static RuntimeException other(Refusal refusal) {
        return switch (refusal) {
            case Duplicate _ -> inProgress();
            case KeyReused _ -> RequestProblem.KEY_REUSED.because("Use a new key for a new request");
            case CountMoved _ -> feeChanged();
            case IdentityMoved _ -> askAgain("Who is on one side changed meanwhile; nothing was done");
            case PaidFor.NotToBeHad it -> it.problem();
            case WritePayment.Stale _ -> PaymentProblem.PAYMENT_CHANGED.because("Somebody else moved it first");
            default -> new IllegalStateException("The books refused: " + refusal);
        };
    }

    static ProblemException feeChanged() {
        return FeeProblem.FEE_CHANGED.because("A free quota or a cap moved meanwhile; nothing was done, ask again");
    }

    static ProblemException stoodStill() {
        return askAgain("The request waited too long; nothing was done");
    }

    private static ProblemException askAgain(String why) {
        return JournalProblem.OVERLOADED.because(why).with("retryAfter", 1);
    }

    static ProblemException tooMuchForTheCard() {
        return PaymentProblem.PAYEE_CANNOT_TAKE.because("The card's network takes no such amount; send less");
    }

    static ProblemException railUnavailable() {
        return PaymentProblem.RAIL_UNAVAILABLE
                .because("No processor can take the payment right now; nothing was done")
                .with("retryAfter", 2);
    }
}
