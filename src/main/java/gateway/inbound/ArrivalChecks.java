package gateway.inbound;

import gateway.compliance.Monitoring;
import gateway.compliance.Movement;
import gateway.compliance.Movement.Direction;
import gateway.compliance.Occasion;
import gateway.compliance.Party;
import gateway.compliance.RestrictedCustomers;
import gateway.compliance.ScreenPayment;
import gateway.compliance.UnrestrictedCustomers;
import gateway.customers.Identities;
import gateway.customers.KycTiers;
import gateway.fraud.Restrictions;
import gateway.fraud.Subject;
import gateway.inbound.Arrival.State.Approved;
import gateway.inbound.Arrival.State.Failed;
import gateway.inbound.Arrival.State.InReview;
import gateway.inbound.Arrival.State.Succeeded;
import gateway.limits.Circumstances;
import gateway.limits.Limits;
import gateway.limits.Use;
import gateway.platform.journal.Part;
import gateway.rulebook.Channel;
import gateway.rulebook.Operation;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.PaymentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What the bank asks before money from abroad reaches a wallet: lists for both sides, orders of the state, its own
 * decisions, limits; and what monitoring hears. What must be exact is a part of the arrival's own entry.
 */
@Component
class ArrivalChecks {

    private static final String CHANNEL = "partner";

    private final Lists lists;
    private final Limits limits;
    private final KycTiers tiers;
    private final Restrictions restrictions;
    private final RestrictedCustomers restricted;
    private final Monitoring monitoring;

    ArrivalChecks(
            Lists lists,
            Limits limits,
            KycTiers tiers,
            Restrictions restrictions,
            RestrictedCustomers restricted,
            Monitoring monitoring) {
        this.lists = lists;
        this.limits = limits;
        this.tiers = tiers;
        this.restrictions = restrictions;
        this.restricted = restricted;
        this.monitoring = monitoring;
    }

    /** What was found. */
    sealed interface Found {

        record Nothing() implements Found {}

        /** A person has to compare before money moves. */
        record Alike(No why) implements Found {}

        record Against(No why) implements Found {}
    }

    /** Both sides against the lists; neither is told what was found. */
    @Component
    record Lists(ScreenPayment screening, Identities identities) {

        Mono<Found> look(Arrival it) {
            var occasion = occasion(it);
            var ofSender = found(it.sender().party(), occasion, No.SENDER_LISTED);
            return ofSender instanceof Found.Against
                    ? Mono.just(ofSender)
                    : identities
                            .find(it.receiver())
                            .map(who -> who.map(known -> found(Party.of(known), occasion, No.RECEIVER_LISTED))
                                    .orElseGet(Found.Nothing::new))
                            .map(ofReceiver -> worse(ofSender, ofReceiver));
        }

        // Both may wait; only the receiver can still be refused at once.
        private static Found worse(Found ofSender, Found ofReceiver) {
            return ofSender instanceof Found.Alike && !(ofReceiver instanceof Found.Against) ? ofSender : ofReceiver;
        }

        private Found found(Party party, Occasion occasion, No why) {
            return screening.isIdle()
                    ? new Found.Nothing()
                    : switch (screening.of(party, null, occasion).outcome()) {
                        case CLEAR -> new Found.Nothing();
                        case REVIEW -> new Found.Alike(why);
                        case BLOCKED, NOT_SCREENED -> new Found.Against(why);
                    };
        }
    }

    /** How money from abroad is screened. */
    static Occasion occasion(Arrival it) {
        return new Occasion(it.received(), Channel.PARTNER);
    }

    /** What speaks against it now. */
    Mono<Found> look(Arrival it) {
        return forbids(it)
                .flatMap(no -> no.<Mono<Found>>map(why -> Mono.just(new Found.Against(why)))
                        .orElseGet(() -> lists.look(it)));
    }

    /** The same without the lists, where people have looked at the names. */
    Mono<Optional<No>> forbids(Arrival it) {
        return restricted.has(it.receiver())
                ? Mono.just(Optional.of(stopped(it)))
                : restrictions.of(subjects(it)).map(order -> order.map(_ -> stopped(it)));
    }

    // Within a check the protocol has no better word for it.
    private static No stopped(Arrival it) {
        return it.version() == 1 ? No.RECEIVER_LISTED : No.STOPPED;
    }

    /** For the entry that makes the arrival what it is next. */
    Mono<List<Part>> parts(Arrival next) {
        var parts = new ArrayList<Part>();
        if (!(next.state() instanceof Failed)) {
            parts.add(restrictions.unless(subjects(next)));
            parts.add(new UnrestrictedCustomers(List.of(next.receiver())));
        }
        monitoring.record(movements(next)).ifPresent(parts::add);
        return counted(next).map(part -> with(parts, part)).defaultIfEmpty(parts);
    }

    private Mono<Part> counted(Arrival next) {
        var payment = new PaymentId(next.id());
        return switch (next.state()) {
            case Approved _ -> use(next).flatMap(use -> Mono.justOrEmpty(limits.take(use)));
            case InReview _ -> Mono.empty();
            case Succeeded _ -> limits.arrived(payment);
            case Failed _ -> limits.giveBack(payment);
        };
    }

    private Mono<Use> use(Arrival it) {
        return limits.goByTier()
                ? tiers.of(it.receiver())
                        .map(standing -> use(it, standing.tier().level()))
                : Mono.fromSupplier(() -> use(it, null));
    }

    private static Use use(Arrival it, @Nullable Integer tier) {
        var card = it.into() instanceof Into.LinkedCard linked ? linked : null;
        return new Use(
                        it.id(),
                        it.checkedAt(),
                        it.received(),
                        it.receiver(),
                        Operation.ARRIVAL,
                        card == null ? null : card.card(),
                        card == null ? null : card.scheme().rail(),
                        it.receiver().value(),
                        null,
                        new Circumstances(tier, null, it.sender().country(), CHANNEL, tier))
                .into(it.receiver(), false);
    }

    private static List<Subject> subjects(Arrival it) {
        var account = AccountId.of(it.receiver().value(), it.received().asset());
        var wallet = List.of(
                new Subject(Subject.Kind.CUSTOMER, it.receiver().value()),
                new Subject(Subject.Kind.ACCOUNT, account.value()));
        // An order about a linked card stops the payment that passes the money on.
        return it.into() instanceof Into.IssuedCard(var card)
                ? List.of(wallet.getFirst(), wallet.getLast(), new Subject(Subject.Kind.ISSUED_CARD, card.value()))
                : wallet;
    }

    private static List<Movement> movements(Arrival it) {
        return it.state() instanceof Succeeded(var at)
                ? List.of(new Movement(
                        it.id(),
                        it.receiver(),
                        at,
                        Direction.IN,
                        it.received(),
                        it.key().partner().value(),
                        it.sender().country(),
                        null))
                : List.of();
    }

    private static List<Part> with(List<Part> parts, Part more) {
        parts.add(more);
        return parts;
    }
}
