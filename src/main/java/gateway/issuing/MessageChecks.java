package gateway.issuing;

import gateway.compliance.Monitoring;
import gateway.compliance.Movement;
import gateway.compliance.Movement.Direction;
import gateway.customers.KycTiers;
import gateway.issuing.NetworkMessage.Kind;
import gateway.limits.Circumstances;
import gateway.limits.Limits;
import gateway.limits.SteppedLimits;
import gateway.limits.Use;
import gateway.platform.journal.Part;
import gateway.rulebook.Operation;
import gateway.shared.ids.CardId;
import gateway.shared.money.Money;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What the bank asks about a purchase beside the card itself: orders of the state, its own decisions, its limits; and
 * what monitoring hears. What must be exact is a part of the message's own entry.
 */
@Component
final class MessageChecks {

    private static final String RAIL = "visa";

    private final CardStops stops;
    private final Limits limits;
    private final SteppedLimits steps;
    private final KycTiers tiers;
    private final Monitoring monitoring;

    MessageChecks(CardStops stops, Limits limits, SteppedLimits steps, KycTiers tiers, Monitoring monitoring) {
        this.stops = stops;
        this.limits = limits;
        this.steps = steps;
        this.tiers = tiers;
        this.monitoring = monitoring;
    }

    boolean restricts(IssuedCard card) {
        return stops.restricts(card);
    }

    /**
     * For the entry that makes the plan true.
     *
     * @param counted what limits were asked; null when nothing was
     */
    record Asked(List<Part> parts, UseTrail.@Nullable Counted counted) {}

    /** What the plan needs of the bank. */
    Mono<Asked> ask(NetworkMessage message, IssuedCard card, Purchase purchase, MessagePlan plan) {
        var parts = new ArrayList<Part>();
        if (plan.binding()) {
            parts.addAll(stops.unless(card));
        }
        monitoring.record(movements(message, card, purchase, plan)).ifPresent(parts::add);
        return counted(card, purchase, plan, parts).defaultIfEmpty(new Asked(parts, null));
    }

    /** What an authorisation counts that nobody claimed in its time; empty when that is nothing. */
    Mono<Part> givenBack(Authorisation known) {
        return steps.lower(known.everCounted(), known.amount());
    }

    // What is given back was counted, what has moved counts beyond every maximum, and the rest must ask.
    private Mono<Asked> counted(IssuedCard card, Purchase purchase, MessagePlan plan, List<Part> parts) {
        long spent = plan.spent();
        var change = plan.change();
        if (change == null || spent == 0) {
            return Mono.empty();
        }
        if (spent < 0) {
            return steps.lower(change.everCounted(), new Money(-spent, card.asset()))
                    .map(part -> new Asked(with(parts, part), null));
        }
        var spend = plan.spends().getFirst();
        var before = spend.count() > 0 ? null : before(purchase, plan);
        return use(card, purchase, spend, change).map(use -> {
            taken(use, before, plan).ifPresent(parts::add);
            return new Asked(parts, new UseTrail.Counted(use, before));
        });
    }

    private static Money before(Purchase purchase, MessagePlan plan) {
        var judged = plan.judge() == null ? purchase : plan.judge();
        return new Money(judged.before(), judged.amount().asset());
    }

    private Optional<Part> taken(Use use, @Nullable Money before, MessagePlan plan) {
        if (!plan.binding()) {
            return steps.note(use, before == null);
        }
        return before == null ? limits.take(use) : steps.raise(use, before);
    }

    // Who cannot be known buys nothing: how well is asked before anything is approved.
    private Mono<Use> use(IssuedCard card, Purchase purchase, NetworkWork.Spend spend, Authorisation change) {
        return limits.goByTier()
                ? tiers.of(card.owner())
                        .map(standing -> use(
                                card, purchase, spend, change, standing.tier().level()))
                : Mono.fromSupplier(() -> use(card, purchase, spend, change, null));
    }

    private static Use use(
            IssuedCard card, Purchase purchase, NetworkWork.Spend spend, Authorisation change, @Nullable Integer tier) {
        return new Use(
                change.counted(),
                spend.at(),
                new Money(spend.amount(), card.asset()),
                card.owner(),
                Operation.CARD_TO_MERCHANT,
                new CardId(card.chain()),
                RAIL,
                payee(purchase),
                purchase.category(),
                new Circumstances(tier, null, country(purchase), channel(purchase.channel())));
    }

    /** What was cleared leaves the customer, whatever was approved, in whatever currency. */
    private static List<Movement> movements(
            NetworkMessage message, IssuedCard card, Purchase purchase, MessagePlan plan) {
        var change = plan.change();
        boolean moves = message.kind() == Kind.CLEARING && !message.refund();
        return change == null || !moves
                ? List.of()
                : List.of(new Movement(
                        change.counted(),
                        card.owner(),
                        purchase.at(),
                        Direction.OUT,
                        message.amount(),
                        payee(purchase),
                        country(purchase),
                        purchase.category()));
    }

    private static UUID payee(Purchase purchase) {
        return UUID.nameUUIDFromBytes(purchase.merchant().getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String country(Purchase purchase) {
        return purchase.country().equals("??") ? null : purchase.country();
    }

    private static String channel(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }

    private static List<Part> with(List<Part> parts, Part more) {
        parts.add(more);
        return parts;
    }
}
