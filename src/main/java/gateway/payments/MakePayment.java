package gateway.payments;

import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.Payment.State;
import gateway.payments.Payments.Order;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Decision.Refused;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes a payment: opens it durably, asks the rails, settles it. */
@Component
class MakePayment {

    private final Rails rails;
    private final PaymentJournal journal;
    private final PaymentRun run;
    private final Confirmations confirmations;
    private final Answers answers;
    private final TimeOrderedIds ids;
    private final Clock clock;

    MakePayment(
            Rails rails,
            PaymentJournal journal,
            PaymentRun run,
            Confirmations confirmations,
            Answers answers,
            TimeOrderedIds ids,
            Clock clock) {
        this.rails = rails;
        this.journal = journal;
        this.run = run;
        this.confirmations = confirmations;
        this.answers = answers;
        this.ids = ids;
        this.clock = clock;
    }

    /** Answers once the payment is final or has to wait. A decline is an answer, not an error. */
    Mono<Answer> make(Order command) {
        return confirmations.needed(command).flatMap(needed -> needed ? askForCode(command) : pay(command));
    }

    private Mono<Answer> pay(Order command) {
        var draft = draft(command);
        return draft.isInternal()
                ? open(command, draft.begun(null))
                : rails.prepareFirst(draft.begun(null)).flatMap(first -> openAsking(command, draft, first));
    }

    private Mono<Answer> openAsking(Order command, Draft draft, Optional<Attempt> first) {
        return first.map(attempt -> open(command, draft.begun(attempt))).orElseGet(() -> notNow(command));
    }

    // Whoever repeats a payment that was made hears of it, also while no rail has room.
    private Mono<Answer> notNow(Order command) {
        return answers.earlier(command.customer(), command.key(), command.fingerprint())
                .switchIfEmpty(Mono.error(Answers::railUnavailable));
    }

    // The key is looked up first, so that a repeated request does not send a second code.
    private Mono<Answer> askForCode(Order command) {
        return answers.earlier(command.customer(), command.key(), command.fingerprint())
                .switchIfEmpty(Mono.defer(() -> openWaiting(command, draft(command))));
    }

    private Mono<Answer> openWaiting(Order command, Draft draft) {
        return confirmations
                .challenge(draft.begun(null))
                .map(challenge -> draft.in(new State.ActionRequired(challenge.id(), challenge.expiresAt())))
                .flatMap(payment -> open(command, payment));
    }

    private Mono<Answer> open(Order command, Payment payment) {
        var handedIn = clock.instant();
        return journal.open(payment, command.fingerprint(), Postings.first(payment))
                .flatMap(decision -> opened(payment, decision, handedIn));
    }

    private Mono<Answer> opened(Payment payment, Decision decision, Instant handedIn) {
        return switch (decision) {
            case Committed _ -> run.forward(payment, handedIn).flatMap(answers::created);
            case Refused refused -> answers.refused(refused.refusal());
        };
    }

    private Draft draft(Order command) {
        var now = clock.instant();
        return new Draft(
                new PaymentId(ids.next(command.customer().shard())),
                command,
                now,
                now.plus(confirmations.finalWithin()));
    }

    /** A payment that nothing is stored of yet. */
    private record Draft(PaymentId id, Order command, Instant now, Instant finalBy) {

        boolean isInternal() {
            return command.source() instanceof Source.OwnWallet
                    && !(command.destination() instanceof Destination.ToCard);
        }

        Payment begun(@Nullable Attempt first) {
            return in(PaymentLifecycle.begun(command.source(), first, now));
        }

        Payment in(State state) {
            var nothing = Money.zero(command.amount().asset());
            return new Payment(
                    id,
                    1,
                    command.customer(),
                    command.key(),
                    command.amount(),
                    command.source(),
                    command.destination(),
                    nothing,
                    now,
                    finalBy,
                    state);
        }
    }
}
