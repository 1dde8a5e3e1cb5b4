package gateway.operators;

import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.Purpose;
import gateway.operators.MoveInvoice.Action;
import gateway.operators.OperatorTransaction.State.Cancelled;
import gateway.operators.OperatorTransaction.State.Created;
import gateway.operators.OperatorTransaction.State.Performed;
import gateway.operators.OperatorTransaction.State.Returned;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import java.util.List;
import java.util.Optional;

/** What a transaction's new state means for the books and for the invoice that it pays. */
final class TransactionPostings {

    private static final int PAID = 1;
    private static final int GIVEN_BACK = 2;

    private TransactionPostings() {}

    /** Ids follow from the transaction, so that a repeated step can never move money twice. */
    static List<Transfer> transfers(OperatorTransaction next) {
        var payee = next.payable().account(next.amount().asset());
        var operator = next.key()
                .operator()
                .settlement(next.amount().asset(), next.key().shard());
        return switch (next.state()) {
            case Created _, Cancelled _ -> List.of();
            case Performed _ -> List.of(direct(next, PAID, operator, payee, Purpose.TOP_UP));
            case Returned _ -> List.of(direct(next, GIVEN_BACK, payee, operator, Purpose.TOP_UP_RETURN));
        };
    }

    static Optional<MoveInvoice> invoice(OperatorTransaction next) {
        return next.payable() instanceof Payable.InvoiceOf invoice
                ? Optional.of(new MoveInvoice(invoice.number(), action(next), next.id()))
                : Optional.empty();
    }

    private static Action action(OperatorTransaction next) {
        return switch (next.state()) {
            case Created _ -> Action.HOLD;
            case Performed _ -> next.version() == 1 ? Action.PAY_AT_ONCE : Action.PAY;
            case Cancelled _ -> Action.RELEASE;
            case Returned _ -> Action.GIVE_BACK;
        };
    }

    private static Direct direct(OperatorTransaction of, int turn, AccountId debit, AccountId credit, Purpose purpose) {
        return new Direct(
                new TransferId(TimeOrderedIds.derive(of.id(), turn)), debit, credit, of.amount(), purpose, of.id());
    }
}
