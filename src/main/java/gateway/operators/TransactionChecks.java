package gateway.operators;

import gateway.cards.UseCard;
import gateway.compliance.Monitoring;
import gateway.compliance.Movement;
import gateway.compliance.Movement.Direction;
import gateway.compliance.RestrictedCustomers;
import gateway.compliance.UnrestrictedCustomers;
import gateway.customers.KycTiers;
import gateway.fraud.Restrictions;
import gateway.fraud.Subject;
import gateway.limits.CheckLimits;
import gateway.limits.Circumstances;
import gateway.limits.Limits;
import gateway.limits.Use;
import gateway.operators.OperatorTransaction.State.Cancelled;
import gateway.operators.OperatorTransaction.State.Created;
import gateway.operators.OperatorTransaction.State.Performed;
import gateway.operators.OperatorTransaction.State.Returned;
import gateway.payments.decisions.RecordDecision;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.rulebook.Operation;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What the bank asks before an operator's money reaches a wallet or goes back: limits, orders of the state, the bank's
 * own decisions; and what monitoring hears. What must be exact is a part of the transaction's own entry.
 */
@Component
class TransactionChecks {

    private static final String HOME = "UZ";
    private static final String CHANNEL = "partner";

    private final Limits limits;
    private final CheckLimits checkLimits;
    private final Restrictions restrictions;
    private final RestrictedCustomers restricted;
    private final Monitoring monitoring;
    private final KycTiers tiers;
    private final TimeOrderedIds ids;

    TransactionChecks(
            Limits limits,
            CheckLimits checkLimits,
            Restrictions restrictions,
            RestrictedCustomers restricted,
            Monitoring monitoring,
            KycTiers tiers,
            TimeOrderedIds ids) {
        this.limits = limits;
        this.checkLimits = checkLimits;
        this.restrictions = restrictions;
        this.restricted = restricted;
        this.monitoring = monitoring;
        this.tiers = tiers;
        this.ids = ids;
    }

    /** Whether it is stopped, whatever the amount. */
    Mono<Optional<Why>> look(Payable payable) {
        return isRestricted(payable)
                ? Mono.just(Optional.of(Why.PAYEE_STOPPED))
                : restrictions.of(subjects(payable, Asset.UZS)).map(order -> order.map(_ -> Why.PAYEE_STOPPED));
    }

    /** What would speak against this amount now; whoever pays a moment later may find that others were quicker. */
    Mono<Optional<Why>> look(Payable payable, Money amount, Instant now) {
        return look(payable).flatMap(stopped -> stopped.isPresent() ? Mono.just(stopped) : room(payable, amount, now));
    }

    private Mono<Optional<Why>> room(Payable payable, Money amount, Instant now) {
        return payable instanceof Payable.OfCustomer it
                ? use(it.owner().value(), it.owner(), amount, now, true)
                        .flatMap(checkLimits::check)
                        .map(all -> all.stream()
                                .filter(CheckLimits.Checked::exceeded)
                                .findFirst()
                                .map(_ -> Why.LIMIT_EXCEEDED))
                : Mono.just(Optional.empty());
    }

    /** Whether the bank has decided against this step, as far as this node knows. */
    boolean stops(OperatorTransaction next) {
        return !(next.state() instanceof Cancelled) && isRestricted(next.payable());
    }

    private boolean isRestricted(Payable payable) {
        return payable instanceof Payable.OfCustomer it && restricted.has(it.owner());
    }

    /** For the entry that makes the transaction what it is next. */
    Mono<List<Part>> parts(OperatorTransaction next) {
        var parts = new ArrayList<Part>();
        if (!(next.state() instanceof Cancelled)) {
            parts.add(restrictions.unless(subjects(next.payable(), next.amount().asset())));
            if (next.payable() instanceof Payable.OfCustomer it) {
                parts.add(new UnrestrictedCustomers(List.of(it.owner())));
            }
        }
        monitoring.record(movements(next)).ifPresent(parts::add);
        if (next.version() == 1 && next.payable() instanceof Payable.CardOf it) {
            parts.add(new UseCard(it.card(), it.owner()));
        }
        return next.payable() instanceof Payable.OfCustomer it ? counted(next, it.owner(), parts) : Mono.just(parts);
    }

    private Mono<List<Part>> counted(OperatorTransaction next, CustomerId owner, List<Part> parts) {
        if (next.version() == 1) {
            return use(next, owner).map(use -> {
                limits.take(use).ifPresent(parts::add);
                parts.add(TopUpTrail.announced(next, use));
                return parts;
            });
        }
        if (next.state() instanceof Performed(var at)) {
            parts.add(TopUpTrail.performed(next, owner, at));
        }
        return moved(next).map(part -> with(parts, part)).defaultIfEmpty(parts);
    }

    private Mono<Part> moved(OperatorTransaction next) {
        var payment = new PaymentId(next.id());
        return switch (next.state()) {
            case Created _ -> Mono.empty();
            case Performed _ -> limits.arrived(payment);
            case Cancelled _ -> limits.giveBack(payment);
            case Returned _ -> limits.giveBackRefunded(payment, next.amount());
        };
    }

    /**
     * Whose decision keeps what spoke against it; empty where nobody's does: of an invoice, or of what is given back.
     */
    Mono<RecordDecision> refused(OperatorTransaction next, Refusal refusal, Instant at) {
        boolean moves = next.state() instanceof Created || next.state() instanceof Performed;
        return next.payable() instanceof Payable.OfCustomer it && moves
                ? use(next, it.owner())
                        .flatMap(use -> Mono.justOrEmpty(
                                TopUpTrail.refused(ids.next(next.key().shard()), next, use, refusal, at)))
                : Mono.empty();
    }

    private Mono<Use> use(OperatorTransaction it, CustomerId owner) {
        return use(it.id(), owner, it.amount(), it.createdAt(), it.state() instanceof Performed && it.version() == 1);
    }

    private Mono<Use> use(UUID id, CustomerId owner, Money amount, Instant at, boolean atOnce) {
        return limits.goByTier()
                ? tiers.of(owner)
                        .map(standing -> use(
                                id, owner, amount, at, atOnce, standing.tier().level()))
                : Mono.fromSupplier(() -> use(id, owner, amount, at, atOnce, null));
    }

    private static Use use(
            UUID id, CustomerId owner, Money amount, Instant at, boolean atOnce, @Nullable Integer tier) {
        return new Use(
                        id,
                        at,
                        amount,
                        owner,
                        Operation.OPERATOR_TOP_UP,
                        null,
                        null,
                        owner.value(),
                        null,
                        new Circumstances(tier, null, HOME, CHANNEL, tier))
                .into(owner, atOnce);
    }

    private static List<Subject> subjects(Payable payable, Asset asset) {
        var account = new Subject(Subject.Kind.ACCOUNT, payable.account(asset).value());
        return switch (payable) {
            case Payable.OfCustomer it ->
                List.of(new Subject(Subject.Kind.CUSTOMER, it.owner().value()), account);
            case Payable.InvoiceOf _ -> List.of(account);
        };
    }

    // Who stood at the terminal is not known, so it comes from the operator.
    private static List<Movement> movements(OperatorTransaction next) {
        return next.payable() instanceof Payable.OfCustomer it && next.state() instanceof Performed(var at)
                ? List.of(new Movement(
                        next.id(), it.owner(), at, Direction.IN, next.amount(), counterparty(next), null, null))
                : List.of();
    }

    private static UUID counterparty(OperatorTransaction next) {
        return UUID.nameUUIDFromBytes(("operator:" + next.key().operator()).getBytes(StandardCharsets.UTF_8));
    }

    private static List<Part> with(List<Part> parts, Part more) {
        parts.add(more);
        return parts;
    }
}
