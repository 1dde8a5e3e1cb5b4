package gateway.payments;

import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.payments.Payment.Destination.ToCard;
import gateway.payments.Payment.Destination.ToMerchant;
import gateway.payments.Payment.Destination.ToRemittance;
import gateway.payments.Payment.Destination.ToWallet;
import gateway.payments.Payment.Source.OwnWallet;
import gateway.payments.Payment.State.Completed;
import gateway.payments.Payment.State.Crediting;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which transfers a payment makes at each turn. Every id follows from the payment's, so the books themselves refuse a
 * second posting of the same turn.
 */
final class Postings {

    private static final Duration HOLD_GRACE = Duration.ofDays(30);

    private static final int HOLD = 1;
    private static final int HOLD_OUTCOME = 2;
    private static final int DEBIT_LEG = 3;
    private static final int CREDIT_LEG = 4;
    private static final int DEBIT_LEG_BACK = 5;

    private Postings() {}

    /** A hold outlives its payment: while a person looks for the money, it must not slip back into the wallet. */
    static Instant heldUntil(Instant finalBy) {
        return finalBy.plus(HOLD_GRACE);
    }

    /** What a payment moves when it begins: a wallet's money is held, or moves at once inside the house. */
    static List<Transfer> first(Payment begun) {
        return switch (begun.state()) {
            case Completed _ -> internal(begun);
            case Crediting _ -> hold(begun);
            default -> List.of();
        };
    }

    /** Wallet to somewhere inside the house: done in one turn. */
    static List<Transfer> internal(Payment payment) {
        return with(
                direct(payment, DEBIT_LEG, source(payment), destination(payment), Purpose.PAYMENT),
                FeePostings.taken(payment, source(payment)));
    }

    /** Wallet to card: the money is held while the rail is asked. */
    static List<Transfer> hold(Payment payment) {
        return with(
                new Pending(
                        transfer(payment, HOLD),
                        source(payment),
                        destination(payment),
                        payment.amount(),
                        Purpose.PAYMENT,
                        payment.id().value(),
                        heldUntil(payment.finalBy())),
                FeePostings.held(payment));
    }

    static List<Transfer> postHold(Payment payment) {
        return with(
                new Post(transfer(payment, HOLD_OUTCOME), transfer(payment, HOLD), payment.amount()),
                FeePostings.heldTaken(payment));
    }

    static List<Transfer> releaseHold(Payment payment) {
        return with(
                new Release(transfer(payment, HOLD_OUTCOME), transfer(payment, HOLD)),
                FeePostings.heldReleased(payment));
    }

    /** The source's rail took the money: it owes us. With a second leg to come, the money waits in transit. */
    static List<Transfer> debited(Payment payment) {
        return payment.destination() instanceof ToCard
                ? intoTransit(payment)
                : with(
                        direct(payment, DEBIT_LEG, source(payment), destination(payment), Purpose.PAYMENT),
                        FeePostings.taken(payment, source(payment)));
    }

    /** The source's rail took the money, and the destination does not get it now. */
    static List<Transfer> intoTransit(Payment payment) {
        return with(
                direct(payment, DEBIT_LEG, source(payment), transit(payment), Purpose.PAYMENT),
                FeePostings.intoTransit(payment));
    }

    /** The destination's rail gave the money: we owe it. */
    static List<Transfer> credited(Payment payment) {
        return with(
                direct(payment, CREDIT_LEG, transit(payment), destination(payment), Purpose.PAYMENT_LEG),
                FeePostings.taken(payment, transit(payment)));
    }

    /** The source's rail gave the money back. */
    static List<Transfer> reversed(Payment payment) {
        return with(
                direct(payment, DEBIT_LEG_BACK, transit(payment), source(payment), Purpose.REVERSAL),
                FeePostings.outOfTransit(payment));
    }

    static AccountId source(Payment payment) {
        return switch (payment.source()) {
            case OnRail from ->
                SystemAccounts.clearing(from.scheme().rail(), payment.amount().asset(), payment.shard());
            case OwnWallet _ ->
                AccountId.of(payment.customer().value(), payment.amount().asset());
        };
    }

    static AccountId destination(Payment payment) {
        var asset = payment.amount().asset();
        return switch (payment.destination()) {
            case ToCard card -> SystemAccounts.clearing(card.scheme().rail(), asset, payment.shard());
            case ToWallet wallet -> AccountId.of(wallet.owner().value(), asset);
            case ToMerchant merchant -> AccountId.of(merchant.merchant().value(), asset);
            case ToRemittance _ -> SystemAccounts.remittances(asset, payment.shard());
        };
    }

    static AccountId transit(Payment payment) {
        return SystemAccounts.transit(payment.amount().asset(), payment.shard());
    }

    private static List<Transfer> with(Transfer own, List<Transfer> fees) {
        if (fees.isEmpty()) {
            return List.of(own);
        }
        var all = new ArrayList<Transfer>(fees.size() + 1);
        all.add(own);
        all.addAll(fees);
        return all;
    }

    private static Direct direct(Payment payment, int turn, AccountId debit, AccountId credit, Purpose purpose) {
        return new Direct(
                transfer(payment, turn),
                debit,
                credit,
                payment.amount(),
                purpose,
                payment.id().value());
    }

    private static TransferId transfer(Payment payment, int turn) {
        return new TransferId(TimeOrderedIds.derive(payment.id().value(), turn));
    }
}
