package gateway.payments;

import gateway.fees.Beneficiary;
import gateway.fees.Payer;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.payments.PaymentFees.Part;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import java.util.ArrayList;
import java.util.List;

/**
 * Which transfers a payment's fees make, beside its own: one for each part, from who pays to who gets it. Ids follow
 * from the payment's and the part's place, so no fee is taken twice. Nothing for a payment without fees.
 */
final class FeePostings {

    private static final int INTO_TRANSIT = 6;
    private static final int OUT_OF_TRANSIT = 7;
    private static final int HOLD = 0x100;
    private static final int HOLD_OUTCOME = 0x200;
    private static final int TAKEN = 0x300;

    private FeePostings() {}

    /** The account of whoever gets a part of a fee. */
    static AccountId account(Beneficiary beneficiary, Asset asset, int shard) {
        return switch (beneficiary) {
            case BANK -> SystemAccounts.feeIncome(asset, shard);
            case TREASURY -> SystemAccounts.vatPayable(asset, shard);
            case ACQUIRER, OPERATOR, AGENT -> SystemAccounts.partnerPayable(beneficiary.code(), asset, shard);
        };
    }

    /** The payment is complete: every part is taken, the sender's from where their money is now. */
    static List<Transfer> taken(Payment payment, AccountId senders) {
        var transfers = new ArrayList<Transfer>();
        var parts = payment.fees().parts();
        for (int place = 0; place < parts.size(); place++) {
            var part = parts.get(place);
            var from = part.from() == Payer.SENDER ? senders : Postings.destination(payment);
            transfers.add(direct(payment, TAKEN + place, from, part));
        }
        return transfers;
    }

    /** The sender's parts are held in the wallet, beside the amount. */
    static List<Transfer> held(Payment payment) {
        var transfers = new ArrayList<Transfer>();
        var parts = payment.fees().parts();
        for (int place = 0; place < parts.size(); place++) {
            var part = parts.get(place);
            if (part.from() == Payer.SENDER) {
                transfers.add(new Pending(
                        transfer(payment, HOLD + place),
                        Postings.source(payment),
                        account(payment, part),
                        part.amount(),
                        Purpose.FEE,
                        payment.id().value(),
                        Postings.heldUntil(payment.finalBy())));
            }
        }
        return transfers;
    }

    /** What was held is taken, and the receiver's parts out of what the receiver got. */
    static List<Transfer> heldTaken(Payment payment) {
        var transfers = new ArrayList<Transfer>();
        var parts = payment.fees().parts();
        for (int place = 0; place < parts.size(); place++) {
            var part = parts.get(place);
            transfers.add(
                    part.from() == Payer.SENDER
                            ? new Post(
                                    transfer(payment, HOLD_OUTCOME + place),
                                    transfer(payment, HOLD + place),
                                    part.amount())
                            : direct(payment, TAKEN + place, Postings.destination(payment), part));
        }
        return transfers;
    }

    static List<Transfer> heldReleased(Payment payment) {
        var transfers = new ArrayList<Transfer>();
        var parts = payment.fees().parts();
        for (int place = 0; place < parts.size(); place++) {
            if (parts.get(place).from() == Payer.SENDER) {
                transfers.add(new Release(transfer(payment, HOLD_OUTCOME + place), transfer(payment, HOLD + place)));
            }
        }
        return transfers;
    }

    /** The source's rail took amount and fee together; the fee waits beside the amount for the second leg. */
    static List<Transfer> intoTransit(Payment payment) {
        return whole(payment, INTO_TRANSIT, Postings.source(payment), Postings.transit(payment), Purpose.FEE);
    }

    /** The source's rail gave both back. */
    static List<Transfer> outOfTransit(Payment payment) {
        return whole(payment, OUT_OF_TRANSIT, Postings.transit(payment), Postings.source(payment), Purpose.FEE_RETURN);
    }

    private static List<Transfer> whole(Payment payment, int turn, AccountId from, AccountId to, Purpose purpose) {
        var fee = payment.fees().paidBy(Payer.SENDER, payment.amount().asset());
        return fee.isPositive()
                ? List.of(new Direct(
                        transfer(payment, turn),
                        from,
                        to,
                        fee,
                        purpose,
                        payment.id().value()))
                : List.of();
    }

    private static Direct direct(Payment payment, int turn, AccountId from, Part part) {
        return new Direct(
                transfer(payment, turn),
                from,
                account(payment, part),
                part.amount(),
                Purpose.FEE,
                payment.id().value());
    }

    private static AccountId account(Payment payment, Part part) {
        return account(part.to(), part.amount().asset(), payment.shard());
    }

    private static TransferId transfer(Payment payment, int turn) {
        return new TransferId(TimeOrderedIds.derive(payment.id().value(), turn));
    }
}
