package gateway.payments;

import gateway.ledger.PostTransfers.Transfer;
import java.util.List;

/** What a rule decided. */
sealed interface Step {

    /** The payment moves on, and these transfers with it: one write. */
    record Accepted(Payment next, List<Transfer> transfers) implements Step {}

    /** It happened before; nothing to do. */
    record AlreadyDone(Payment payment) implements Step {}

    /** It cannot happen in this state. */
    record Rejected(PaymentProblem problem) implements Step {}
}
