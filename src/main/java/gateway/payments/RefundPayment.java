package gateway.payments;

import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.Source;
import gateway.payments.Refund.State;
import gateway.payments.RefundLifecycle.Advanced;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Decision.Refused;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome;
import gateway.shared.ids.RefundId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives a completed payment back, in full or in part, never more than was paid. */
@Component
class RefundPayment {

    private static final Outcome UNHEARD = new Outcome.Unknown("whoever asked did not come back in time");

    private final Rails rails;
    private final PaymentJournal journal;
    private final PaymentStore store;
    private final Answers answers;
    private final PaymentSettings settings;
    private final TimeOrderedIds ids;
    private final Clock clock;

    RefundPayment(
            Rails rails,
            PaymentJournal journal,
            PaymentStore store,
            Answers answers,
            PaymentSettings settings,
            TimeOrderedIds ids,
            Clock clock) {
        this.rails = rails;
        this.journal = journal;
        this.store = store;
        this.answers = answers;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /** Answers once the refund is final or has to wait. */
    Mono<Answer> refund(Payment payment, String key, byte[] fingerprint, Money amount) {
        var id = new RefundId(ids.next(payment.shard()));
        var refusal = RefundLifecycle.refusal(payment, amount.minor());
        var fees = refusal == null ? FeeReturnRules.with(payment, amount) : List.<FeeBack>of();
        var asking = new Asking(payment, key, fingerprint, amount, fees, id, clock.instant());
        var draft = draft(asking);
        var no = refusal == null && !rails.givesBack(payment, draft.given()) ? BookRefusal.REFUND_NOT_WHOLE : refusal;
        if (no != null) {
            return answers.keep(PaymentJournal.claim(draft, fingerprint), no);
        }
        return payment.source() instanceof Source.OwnWallet
                ? open(asking, asking.refund(new State.Refunded(null, asking.now()), settings))
                : rails.prepareRefund(draft, payment).flatMap(attempt -> openAsking(asking, attempt));
    }

    /**
     * Takes up a refund whose time has come. As with a payment, one that was being asked about becomes unknown first.
     */
    Mono<Refund> resolve(Refund refund) {
        return switch (refund.state()) {
            case State.Refunding _ -> advance(refund, RefundLifecycle.answered(refund, UNHEARD, clock.instant()));
            case State.RefundUnknown it -> store.find(refund.payment()).flatMap(payment -> lookUp(refund, payment, it));
            case State.Refunded _, State.Declined _, State.NeedsOperator _ -> Mono.just(refund);
        };
    }

    private Mono<Refund> lookUp(Refund refund, Payment payment, State.RefundUnknown it) {
        var asked = clock.instant();
        return rails.inquireRefund(refund, payment, it.attempt())
                .flatMap(finding -> lookedUp(refund, payment, it, finding, asked));
    }

    private Mono<Refund> lookedUp(
            Refund refund, Payment payment, State.RefundUnknown it, Optional<Finding> finding, Instant asked) {
        if (finding.isPresent()) {
            return advance(refund, RefundLifecycle.found(refund, finding.get(), asked, clock.instant()));
        }
        return rails.reverseRefund(refund, payment, it.attempt(), it.checks())
                .flatMap(reversal -> advance(refund, RefundLifecycle.undone(refund, reversal, clock.instant())));
    }

    private Mono<Answer> openAsking(Asking asking, Optional<Attempt> attempt) {
        return attempt.map(it -> open(asking, asking.refund(new State.Refunding(it), settings)))
                .orElseGet(() -> noRail(asking));
    }

    // A repeated request hears what the first was told, whatever the rail is doing now.
    private Mono<Answer> noRail(Asking asking) {
        return answers.earlier(asking.payment().customer(), asking.key(), asking.fingerprint())
                .switchIfEmpty(Mono.error(Answers::railUnavailable));
    }

    private Mono<Answer> open(Asking asking, Refund refund) {
        var payment = asking.payment();
        var less = payment.refunding(
                payment.refunded().plus(asking.amount()), FeeReturnRules.returned(payment.fees(), refund.fees()));
        var transfers =
                refund.isRunning() ? RefundPostings.hold(refund, payment) : RefundPostings.internal(refund, payment);
        return isInTime(asking)
                ? journal.open(refund, less, asking.fingerprint(), transfers)
                        .flatMap(decision -> opened(asking, refund, less, decision))
                : Mono.error(Answers.stoodStill());
    }

    private Mono<Answer> opened(Asking asking, Refund refund, Payment payment, Decision decision) {
        return switch (decision) {
            case Committed _ when !isInTime(asking) -> answers.created(refund);
            case Committed _ ->
                send(refund, payment)
                        .flatMap(answers::created)
                        .switchIfEmpty(Mono.defer(() -> earlier(payment, asking.key(), asking.fingerprint())));
            case Refused refused ->
                answers.refused(PaymentJournal.claim(refund, asking.fingerprint()), refused.refusal());
        };
    }

    private boolean isInTime(Asking asking) {
        return settings.maySend(asking.now(), clock.instant());
    }

    private Mono<Refund> send(Refund refund, Payment payment) {
        return refund.state() instanceof State.Refunding it
                ? rails.sendRefund(refund, payment, it.attempt())
                        .flatMap(outcome -> advance(refund, RefundLifecycle.answered(refund, outcome, clock.instant())))
                : Mono.just(refund);
    }

    private Mono<Refund> advance(Refund refund, Optional<Advanced> step) {
        return Mono.justOrEmpty(step).flatMap(advanced -> advance(refund, advanced));
    }

    private Mono<Refund> advance(Refund refund, Advanced step) {
        return step.givesUp()
                ? store.find(refund.payment())
                        .map(payment -> payment.refunding(
                                payment.refunded().minus(refund.amount()),
                                FeeReturnRules.kept(payment.fees(), refund.fees())))
                        .flatMap(payment -> journal.advance(refund, step.next(), payment, step.transfers()))
                        .flatMap(decision -> written(step.next(), decision))
                : journal.advance(refund, step.next(), null, step.transfers())
                        .flatMap(decision -> written(step.next(), decision));
    }

    // Empty when another node took the refund up, or when the payment moved under a refund that gives up: then the
    // resolver comes back to the refund.
    private static Mono<Refund> written(Refund next, Decision decision) {
        return switch (decision) {
            case Committed _ -> Mono.just(next);
            case Refused refused when refused.refusal() instanceof WritePayment.Stale -> Mono.empty();
            case Refused refused -> Mono.error(Answers.problem(refused.refusal()));
        };
    }

    private Mono<Answer> earlier(Payment payment, String key, byte[] fingerprint) {
        return answers.earlier(payment.customer(), key, fingerprint);
    }

    private Refund draft(Asking asking) {
        return asking.refund(new State.Refunded(null, asking.now()), settings);
    }

    /** A refund that nothing is stored of yet. */
    private record Asking(
            Payment payment,
            String key,
            byte[] fingerprint,
            Money amount,
            List<FeeBack> fees,
            RefundId id,
            Instant now) {

        Refund refund(State state, PaymentSettings settings) {
            return new Refund(
                    id,
                    1,
                    payment.id(),
                    payment.customer(),
                    key,
                    amount,
                    fees,
                    now,
                    now.plus(settings.finalWithin()),
                    state);
        }
    }
}
