package gateway.inbound;

import gateway.compliance.ListedSenders;
import gateway.compliance.Monitoring;
import gateway.compliance.Movement;
import gateway.compliance.Movement.Direction;
import gateway.compliance.Occasion;
import gateway.compliance.Party;
import gateway.compliance.PaymentScreening;
import gateway.compliance.RestrictedCustomers;
import gateway.compliance.ScreenPayment;
import gateway.compliance.UnrestrictedCustomers;
import gateway.compliance.Verdict;
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
import gateway.payments.decisions.Checks;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.rulebook.Channel;
import gateway.rulebook.Judgement;
import gateway.rulebook.Operation;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
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

    /**
     * What was found.
     *
     * @param no null when nothing speaks against it
     * @param alike a person has to compare before money moves
     * @param said by every check, for the arrival's decision
     */
    record Found(@Nullable No no, boolean alike, List<Judgement> said) {

        static Found against(No why, List<Judgement> said) {
            return new Found(why, false, said);
        }

        boolean isAgainst() {
            return no != null && !alike;
        }

        Found after(List<Judgement> before) {
            return new Found(
                    no, alike, Stream.concat(before.stream(), said.stream()).toList());
        }
    }

    /** Both sides against the lists; neither is told what was found. Compliance hears of a listed sender first. */
    @Component
    record Lists(ScreenPayment screening, Identities identities, ListedSenders listed) {

        private static final Found NOT_ASKED = new Found(null, false, List.of());

        Mono<Found> look(Arrival it) {
            var occasion = occasion(it);
            var sender = screened(it.sender().party(), occasion);
            var ofSender = found(sender, No.SENDER_LISTED);
            return ofSender.isAgainst()
                    ? told(it, sender).thenReturn(ofSender)
                    : identities
                            .find(it.receiver())
                            .map(who -> who.map(known -> found(screened(Party.of(known), occasion), No.RECEIVER_LISTED))
                                    .orElse(NOT_ASKED))
                            .map(ofReceiver -> worse(ofSender, ofReceiver));
        }

        // A receiver who is listed has a case of their own.
        private Mono<Void> told(Arrival it, Optional<PaymentScreening> sender) {
            return Flux.fromStream(() -> sender.stream().flatMap(said -> said.sides().stream()))
                    .ofType(Verdict.Hit.class)
                    .concatMap(hit -> listed.sent(
                            it.receiver(), new PaymentId(it.id()), hit.matches().getFirst()))
                    .then();
        }

        // Both may wait; only the receiver can still be refused at once.
        private static Found worse(Found ofSender, Found ofReceiver) {
            return ofSender.alike() && !ofReceiver.isAgainst()
                    ? new Found(
                            ofSender.no(),
                            true,
                            ofReceiver.after(ofSender.said()).said())
                    : ofReceiver.after(ofSender.said());
        }

        private Optional<PaymentScreening> screened(Party party, Occasion occasion) {
            return screening.isIdle() ? Optional.empty() : Optional.of(screening.of(party, null, occasion));
        }

        private static Found found(Optional<PaymentScreening> screened, No why) {
            return screened.map(said -> found(said, why)).orElse(NOT_ASKED);
        }

        private static Found found(PaymentScreening said, No why) {
            var judgement = List.of(ArrivalTrail.screening(said, why == No.SENDER_LISTED));
            return switch (said.outcome()) {
                case CLEAR -> new Found(null, false, judgement);
                case REVIEW -> new Found(why, true, judgement);
                case BLOCKED, NOT_SCREENED -> Found.against(why, judgement);
            };
        }
    }

    /** How money from abroad is screened. */
    static Occasion occasion(Arrival it) {
        return new Occasion(it.received(), Channel.PARTNER);
    }

    /** What speaks against it now. */
    Mono<Found> look(Arrival it, Instant now) {
        return forbids(it, now)
                .flatMap(found ->
                        found.isAgainst() ? Mono.just(found) : lists.look(it).map(more -> more.after(found.said())));
    }

    /** The same without the lists, where people have looked at the names. */
    Mono<Found> forbids(Arrival it, Instant now) {
        return restricted.has(it.receiver())
                ? Mono.just(Found.against(stopped(it), List.of(Checks.restricted(ArrivalTrail.SIDE, now))))
                : restrictions
                        .of(subjects(it))
                        .map(order -> order.map(one -> Found.against(stopped(it), List.of(Checks.order(one, now))))
                                .orElseGet(() -> new Found(null, false, ArrivalTrail.notStopped(it, now))));
    }

    // Within a check the protocol has no better word for it.
    private static No stopped(Arrival it) {
        return it.version() == 1 ? No.RECEIVER_LISTED : No.STOPPED;
    }

    /**
     * For the entry that makes the arrival what it is next.
     *
     * @param said by the checks, and by people; nothing where its time was over
     */
    Mono<List<Part>> parts(Arrival next, List<Judgement> said, Instant now) {
        var parts = new ArrayList<Part>();
        if (!(next.state() instanceof Failed)) {
            parts.add(restrictions.unless(subjects(next)));
            parts.add(new UnrestrictedCustomers(List.of(next.receiver())));
        }
        monitoring.record(movements(next)).ifPresent(parts::add);
        if (next.state() instanceof Approved) {
            return use(next).map(use -> {
                limits.take(use).ifPresent(parts::add);
                parts.add(ArrivalTrail.kept(next, said, use));
                return parts;
            });
        }
        ArrivalTrail.moved(next, said, now).ifPresent(parts::add);
        return counted(next).map(part -> with(parts, part)).defaultIfEmpty(parts);
    }

    /** What the books say of an entry, as a decision has it. */
    Mono<List<Judgement>> said(Arrival it, Refusal refusal, Instant now) {
        return use(it).map(use ->
                Checks.refusal(refusal, ArrivalTrail.SIDE, use, now).stream().toList());
    }

    private Mono<Part> counted(Arrival next) {
        var payment = new PaymentId(next.id());
        return switch (next.state()) {
            case Approved _, InReview _ -> Mono.empty();
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
