package gateway.inbound;

import gateway.compliance.Monitoring;
import gateway.compliance.Movement;
import gateway.compliance.Movement.Direction;
import gateway.compliance.Party;
import gateway.compliance.PaymentScreening.Outcome;
import gateway.compliance.RestrictedCustomers;
import gateway.compliance.ScreenPayment;
import gateway.customers.Identities;
import gateway.customers.KycTiers;
import gateway.fraud.Restrictions;
import gateway.fraud.Subject;
import gateway.inbound.Arrival.State.Approved;
import gateway.inbound.Arrival.State.Failed;
import gateway.inbound.Arrival.State.Succeeded;
import gateway.limits.Circumstances;
import gateway.limits.Limits;
import gateway.limits.Use;
import gateway.platform.journal.Part;
import gateway.rulebook.Operation;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
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

    /** Both sides against the lists: whoever is like somebody on them is refused, and nobody is told why. */
    @Component
    record Lists(ScreenPayment screening, Identities identities) {

        Mono<Optional<No>> look(Sender sender, CustomerId receiver) {
            if (isListed(sender.party())) {
                return Mono.just(Optional.of(No.SENDER_LISTED));
            }
            return identities
                    .find(receiver)
                    .map(who -> who.filter(it -> isListed(Party.of(it))).map(_ -> No.RECEIVER_LISTED));
        }

        private boolean isListed(Party party) {
            return !screening.isIdle() && screening.of(party, null).outcome() != Outcome.CLEAR;
        }
    }

    /** What speaks against it now; empty when nothing does. */
    Mono<Optional<No>> look(Arrival it) {
        if (restricted.has(it.receiver())) {
            return Mono.just(Optional.of(stopped(it)));
        }
        return restrictions
                .of(subjects(it))
                .flatMap(order -> order.isPresent()
                        ? Mono.just(Optional.of(stopped(it)))
                        : lists.look(it.sender(), it.receiver()));
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
        }
        monitoring.record(movements(next)).ifPresent(parts::add);
        return counted(next).map(part -> with(parts, part)).defaultIfEmpty(parts);
    }

    private Mono<Part> counted(Arrival next) {
        var payment = new PaymentId(next.id());
        return switch (next.state()) {
            case Approved _ -> use(next).flatMap(use -> Mono.justOrEmpty(limits.take(use)));
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
        return new Use(
                        it.id(),
                        it.checkedAt(),
                        it.received(),
                        it.receiver(),
                        Operation.ARRIVAL,
                        null,
                        null,
                        it.receiver().value(),
                        null,
                        new Circumstances(tier, null, it.sender().country(), CHANNEL, tier))
                .into(it.receiver(), false);
    }

    private static List<Subject> subjects(Arrival it) {
        var account = AccountId.of(it.receiver().value(), it.received().asset());
        return List.of(
                new Subject(Subject.Kind.CUSTOMER, it.receiver().value()),
                new Subject(Subject.Kind.ACCOUNT, account.value()));
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
