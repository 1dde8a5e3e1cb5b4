package gateway.payments;

import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.Purpose;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import java.util.List;

/** Which transfers a refund makes at each turn; ids follow from the refund's. */
final class RefundPostings {

    private static final int HOLD = 1;
    private static final int HOLD_OUTCOME = 2;
    private static final int BACK = 3;

    private RefundPostings() {}

    /** The payee's money is kept for the rail's answer. */
    static List<Transfer> hold(Refund refund, Payment payment) {
        return List.of(new Pending(
                transfer(refund, HOLD),
                Postings.destination(payment),
                Postings.source(payment),
                refund.amount(),
                Purpose.REFUND,
                refund.id().value(),
                Postings.heldUntil(refund.finalBy())));
    }

    static List<Transfer> post(Refund refund) {
        return List.of(new Post(transfer(refund, HOLD_OUTCOME), transfer(refund, HOLD), refund.amount()));
    }

    static List<Transfer> release(Refund refund) {
        return List.of(new Release(transfer(refund, HOLD_OUTCOME), transfer(refund, HOLD)));
    }

    /** Back to a wallet: done in one turn. */
    static List<Transfer> internal(Refund refund, Payment payment) {
        return List.of(new Direct(
                transfer(refund, BACK),
                Postings.destination(payment),
                Postings.source(payment),
                refund.amount(),
                Purpose.REFUND,
                refund.id().value()));
    }

    private static TransferId transfer(Refund refund, int turn) {
        return new TransferId(TimeOrderedIds.derive(refund.id().value(), turn));
    }
}
