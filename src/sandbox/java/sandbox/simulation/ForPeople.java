package sandbox.simulation;

import gateway.fees.Payer;
import gateway.payments.OnRail;
import gateway.payments.Payment;
import gateway.payments.Payment.State;
import gateway.payments.Refund;
import gateway.shared.ids.TimeOrderedIds;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Payments and refunds that only people can settle: whether there was a reason, and where their money is meanwhile, so
 * that all the rest of a seed's books can be judged to the last tiyin.
 */
final class ForPeople {

    private static final int DEBIT = 11;
    private static final int CREDIT = 12;

    /** The transfer that says that the source's rail has taken the money. */
    private static final int POSTED_DEBIT = 3;

    private final World world;
    private final List<Payment> payments;
    private final List<Refund> refunds;
    private final Set<UUID> messages = new HashSet<>();

    ForPeople(World world) {
        this.world = world;
        this.payments = world.database.payments.values().stream()
                .map(Database.PaymentRow::payment)
                .filter(it -> it.state() instanceof State.NeedsOperator)
                .toList();
        this.refunds = world.database.refunds.values().stream()
                .map(Database.RefundRow::refund)
                .filter(it -> it.state() instanceof Refund.State.NeedsOperator)
                .toList();
        payments.forEach(it -> messages.addAll(messages(it)));
        refunds.forEach(it -> messages.add(it.id().value()));
    }

    /**
     * In a world that heals long before a payment's time is over, a rail that refuses to take something back is the
     * only reason.
     */
    void check() {
        payments.forEach(it -> hadAReason(it.key(), messages(it)));
        refunds.forEach(it -> hadAReason(it.key(), Set.of(it.id().value())));
    }

    private void hadAReason(String key, Set<UUID> messages) {
        if (world.rails.stream().noneMatch(rail -> rail.refusedToUndo(messages))) {
            throw new Violation("people are asked only for a reason", key + " had none");
        }
    }

    /** What the rail did of it stands in no book of ours, unless {@link #posted} says so. */
    boolean isAbout(@Nullable UUID message) {
        return message != null && messages.contains(message);
    }

    /** What that rail's clearing account says of them. */
    long posted(String rail) {
        return payments.stream()
                .filter(it -> it.source() instanceof OnRail from
                        && from.scheme().rail().equals(rail))
                .mapToLong(this::posted)
                .sum();
    }

    /** It waits there until somebody has decided. */
    long inTransit() {
        return payments.stream().mapToLong(this::posted).sum();
    }

    private long posted(Payment payment) {
        boolean posted = world.database.transfers.contains(
                TimeOrderedIds.derive(payment.id().value(), POSTED_DEBIT));
        return posted
                ? payment.amount().minor()
                        + payment.fees().parts().stream()
                                .filter(part -> part.from() == Payer.SENDER)
                                .mapToLong(part -> part.amount().minor())
                                .sum()
                : 0;
    }

    private static Set<UUID> messages(Payment payment) {
        var id = payment.id().value();
        return Set.of(TimeOrderedIds.derive(id, DEBIT), TimeOrderedIds.derive(id, CREDIT));
    }
}
