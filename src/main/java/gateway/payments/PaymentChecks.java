package gateway.payments;

import gateway.limits.LimitRefusal;
import gateway.limits.Limits;
import gateway.limits.Use;
import gateway.payments.Controls.Ruling;
import gateway.payments.PaidFor.Together;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.State;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.rulebook.Judgement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What limits, controls and the decision's trail have in the entries of a payment. */
@Component
class PaymentChecks {

    private static final Mono<Together> NOTHING = Mono.just(Together.NOTHING);

    private final Limits limits;
    private final Controls controls;
    private final TriedLimits tried;
    private final ObjectProvider<PaidFor> paidFor;
    private final Clock clock;

    PaymentChecks(Limits limits, TriedLimits tried, Controls controls, ObjectProvider<PaidFor> paidFor, Clock clock) {
        this.limits = limits;
        this.tried = tried;
        this.controls = controls;
        this.paidFor = paidFor;
        this.clock = clock;
    }

    /**
     * For the entry that makes the payment: it counts from then on, also while it waits, so that its confirmation finds
     * what it needs; whoever does not confirm it in time gives that back.
     */
    List<Part> made(Payment payment, Ruling ruling) {
        var parts = new ArrayList<>(ruling.parts());
        var counted = ruling.counted();
        if (!counted.before()) {
            limits.take(use(payment, ruling), counted.fees()).ifPresent(parts::add);
        }
        if (payment.isWaiting()) {
            parts.add(Trail.waiting(payment, ruling, payment.openedAt()));
        } else {
            parts.add(Trail.made(payment, ruling, payment.openedAt()));
        }
        moved(payment, parts);
        return parts;
    }

    /**
     * For the entry that moves it on: what it counted for is given back when no money will have moved.
     *
     * @param said what people said about it
     */
    Mono<List<Part>> movedOn(Payment before, Payment next, List<Judgement> said) {
        var parts = new ArrayList<Part>();
        if (before.isWaiting()) {
            decided(before, next, said, parts);
        }
        moved(next, parts);
        return counted(before, next).map(part -> with(parts, part)).defaultIfEmpty(parts);
    }

    private Mono<Part> counted(Payment before, Payment next) {
        if (givesBack(before, next)) {
            return limits.giveBack(next.id());
        }
        return arrives(before, next) ? limits.arrived(next.id()) : Mono.empty();
    }

    private static boolean arrives(Payment before, Payment next) {
        return !before.isFinal()
                && next.state() instanceof State.Completed
                && next.destination() instanceof Destination.ToWallet;
    }

    /** What somebody else has in the entry that makes the payment or moves it on. */
    Mono<Together> together(Payment payment) {
        return payment.destination() instanceof Destination.ToRemittance it
                ? Mono.defer(() -> paidFor.getObject().with(payment, it))
                : NOTHING;
    }

    /** For the entry that begins to give a payment back. */
    List<Part> refunding(Payment payment) {
        return controls.beforeItGoesBack(payment);
    }

    /** For the entry that gives a payment back. */
    Mono<List<Part>> refunded(Refund refund) {
        return refund.state() instanceof Refund.State.Refunded
                ? limits.giveBackRefunded(refund.payment(), refund.amount())
                        .map(List::of)
                        .defaultIfEmpty(List.of())
                : Mono.just(List.of());
    }

    private void decided(Payment before, Payment next, List<Judgement> said, List<Part> parts) {
        var now = clock.instant();
        if (next.isRunning() || next.state() instanceof State.Completed) {
            parts.addAll(controls.beforeItBegins(next));
        }
        Trail.decided(before, next, said, now).ifPresent(parts::add);
    }

    private void moved(Payment payment, List<Part> parts) {
        if (payment.state() instanceof State.Completed it) {
            parts.addAll(controls.moved(payment, it.at()));
        }
    }

    /** What speaks against the entry that would make the payment before it is written. */
    Optional<Refusal> before(Payment payment, Ruling ruling) {
        return tried.against(use(payment, ruling)).map(Refusal.class::cast);
    }

    /** What the books said of that entry, once the checks know of it. */
    Mono<Decision> heard(Payment payment, Ruling ruling, Decision decision) {
        if (decision instanceof Decision.Refused(LimitRefusal it)) {
            tried.note(use(payment, ruling), it);
        }
        return heard(payment, decision);
    }

    private static Use use(Payment payment, Ruling ruling) {
        return LimitedUse.of(payment, payment.openedAt(), ruling.counted().under());
    }

    /** What the books said of an entry, once the checks know of it. */
    Mono<Decision> heard(Payment payment, Decision decision) {
        return decision instanceof Decision.Refused(var refusal)
                ? controls.refused(payment.id(), refusal).thenReturn(decision)
                : Mono.just(decision);
    }

    // A bill that is given up pays nobody, also while it is watched: what it counted for is given back then, and not
    // once more at its end.
    private static boolean givesBack(Payment before, Payment next) {
        return !before.isFinal()
                && !BillLifecycle.isWithdrawn(before)
                && (next.state() instanceof State.Declined
                        || next.state() instanceof State.Reversed
                        || next.state() instanceof State.Cancelled
                        || BillLifecycle.isWithdrawn(next));
    }

    private static List<Part> with(List<Part> parts, Part more) {
        parts.add(more);
        return parts;
    }
}
