package gateway.operators;

import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.operators.MoveInvoice.Action;
import gateway.operators.OperatorTransaction.State.Cancelled;
import gateway.operators.OperatorTransaction.State.Created;
import gateway.operators.OperatorTransaction.State.Performed;
import gateway.operators.OperatorTransaction.State.Returned;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a transaction's new state means for the books and for the invoice that it pays. */
final class TransactionPostings {

    private static final int PAID = 1;
    private static final int GIVEN_BACK = 2;
    private static final int FEES = 0x100;
    private static final int FEES_BACK = 0x200;

    private TransactionPostings() {}

    /** Ids follow from the transaction, so that a repeated step can never move money twice. */
    static List<Transfer> transfers(OperatorTransaction next) {
        var payee = next.payable().account(next.amount().asset());
        var operator = next.key()
                .operator()
                .settlement(next.amount().asset(), next.key().shard());
        return switch (next.state()) {
            case Created _, Cancelled _ -> List.of();
            case Performed _ -> {
                var transfers = new ArrayList<Transfer>();
                transfers.add(direct(next, PAID, operator, payee, next.amount(), Purpose.TOP_UP));
                fees(next, transfers, payee);
                yield transfers;
            }
            // The operator takes back all that it brought, so the payee first gets the fees back.
            case Returned _ -> {
                var transfers = new ArrayList<Transfer>();
                feesBack(next, transfers, payee);
                transfers.add(direct(next, GIVEN_BACK, payee, operator, next.amount(), Purpose.TOP_UP_RETURN));
                yield transfers;
            }
        };
    }

    private static void fees(OperatorTransaction next, List<Transfer> transfers, AccountId payee) {
        var parts = next.fees().parts();
        for (int place = 0; place < parts.size(); place++) {
            var part = parts.get(place);
            transfers.add(direct(next, FEES + place, payee, beneficiary(next, part), part.amount(), Purpose.FEE));
        }
    }

    private static void feesBack(OperatorTransaction next, List<Transfer> transfers, AccountId payee) {
        var parts = next.fees().parts();
        for (int place = 0; place < parts.size(); place++) {
            var part = parts.get(place);
            transfers.add(
                    direct(next, FEES_BACK + place, beneficiary(next, part), payee, part.amount(), Purpose.FEE_RETURN));
        }
    }

    private static AccountId beneficiary(OperatorTransaction next, TransactionFees.Part part) {
        var asset = part.amount().asset();
        int shard = next.key().shard();
        return switch (part.to()) {
            case BANK -> SystemAccounts.feeIncome(asset, shard);
            case TREASURY -> SystemAccounts.vatPayable(asset, shard);
            case ACQUIRER, OPERATOR, AGENT ->
                SystemAccounts.partnerPayable(part.to().code(), asset, shard);
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

    private static Direct direct(
            OperatorTransaction of, int turn, AccountId debit, AccountId credit, Money amount, Purpose purpose) {
        return new Direct(
                new TransferId(TimeOrderedIds.derive(of.id(), turn)), debit, credit, amount, purpose, of.id());
    }
}
