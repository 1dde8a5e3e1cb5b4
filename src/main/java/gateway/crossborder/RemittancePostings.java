package gateway.crossborder;

import gateway.crossborder.Remittance.Cause.Kind;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which transfers a remittance makes at each turn, beside its payment's. Every id follows from the remittance's, so the
 * books themselves refuse a second posting of the same turn. The payment leaves everything the customer spent on the
 * account {@code remittances}; what is given back is taken from there.
 */
final class RemittancePostings {

    private static final int FEE = 1;
    private static final int SOLD = 2;
    private static final int ROUNDING = 3;
    private static final int BOUGHT = 4;
    private static final int SETTLED = 5;
    private static final int CURRENCY_BACK = 6;
    private static final int SOUM_BACK = 7;
    private static final int ROUNDING_BACK = 8;
    private static final int FEE_BACK = 9;
    private static final int CHARGES = 10;

    private RemittancePostings() {}

    /** Paid: the fee is earned, the rest exchanged, and the currency owed to the correspondent. */
    static List<Transfer> exchanged(Remittance it) {
        var sums = it.quote().sums();
        return positive(
                direct(it, FEE, spent(it), feeIncome(it), sums.fee(), Purpose.REMITTANCE_FEE),
                direct(it, SOLD, spent(it), position(it, soum(it)), sums.worth(), Purpose.EXCHANGE),
                direct(it, ROUNDING, spent(it), result(it), sums.rounding(), Purpose.EXCHANGE),
                direct(it, BOUGHT, position(it, currency(it)), payable(it), sums.received(), Purpose.EXCHANGE));
    }

    /** Delivered: the correspondent took it out of what lies with them. */
    static List<Transfer> settled(Remittance it) {
        return positive(
                direct(it, SETTLED, payable(it), nostro(it), it.quote().sums().received(), Purpose.REMITTANCE));
    }

    /** Rejected: as if it had never been exchanged. */
    static List<Transfer> undone(Remittance it) {
        var sums = it.quote().sums();
        return positive(
                direct(
                        it,
                        CURRENCY_BACK,
                        payable(it),
                        position(it, currency(it)),
                        sums.received(),
                        Purpose.EXCHANGE_RETURN),
                direct(it, SOUM_BACK, position(it, soum(it)), spent(it), sums.worth(), Purpose.EXCHANGE_RETURN),
                direct(it, ROUNDING_BACK, result(it), spent(it), sums.rounding(), Purpose.EXCHANGE_RETURN),
                direct(it, FEE_BACK, feeIncome(it), spent(it), sums.fee(), Purpose.REMITTANCE_FEE_RETURN));
    }

    /**
     * Returned: what came back is exchanged back. What banks on the way kept was taken out of what lies with the
     * correspondent, and is the customer's loss.
     */
    static List<Transfer> returned(Remittance it, Money back, Kind kind) {
        var sums = it.quote().sums();
        boolean wasDelivered = kind == Kind.RETURNED_AFTER_DELIVERY;
        var from = wasDelivered ? nostro(it) : payable(it);
        var kept = wasDelivered ? Money.zero(back.asset()) : sums.received().minus(back);
        var fee = ReturnRules.keepsFee(it, kind) ? Money.zero(soum(it)) : sums.fee();
        return positive(
                direct(it, CURRENCY_BACK, from, position(it, currency(it)), back, Purpose.EXCHANGE_RETURN),
                direct(it, CHARGES, payable(it), nostro(it), kept, Purpose.REMITTANCE),
                direct(
                        it,
                        SOUM_BACK,
                        position(it, soum(it)),
                        spent(it),
                        ReturnRules.worth(sums, back),
                        Purpose.EXCHANGE_RETURN),
                direct(
                        it,
                        ROUNDING_BACK,
                        result(it),
                        spent(it),
                        ReturnRules.rounding(sums, back),
                        Purpose.EXCHANGE_RETURN),
                direct(it, FEE_BACK, feeIncome(it), spent(it), fee, Purpose.REMITTANCE_FEE_RETURN));
    }

    private static AccountId spent(Remittance it) {
        return SystemAccounts.remittances(soum(it), it.shard());
    }

    private static AccountId feeIncome(Remittance it) {
        return SystemAccounts.feeIncome(soum(it), it.shard());
    }

    private static AccountId position(Remittance it, Asset asset) {
        return SystemAccounts.exchangePosition(asset, it.shard());
    }

    private static AccountId result(Remittance it) {
        return SystemAccounts.exchangeResult(soum(it), it.shard());
    }

    private static AccountId payable(Remittance it) {
        return SystemAccounts.correspondent(it.correspondent(), currency(it), it.shard());
    }

    private static AccountId nostro(Remittance it) {
        return SystemAccounts.nostro(it.correspondent(), currency(it), it.shard());
    }

    private static Asset soum(Remittance it) {
        return it.quote().sums().spent().asset();
    }

    private static Asset currency(Remittance it) {
        return it.quote().sums().received().asset();
    }

    private static List<Transfer> positive(Direct... transfers) {
        return Stream.of(transfers)
                .filter(transfer -> transfer.amount().isPositive())
                .<Transfer>map(transfer -> transfer)
                .toList();
    }

    private static Direct direct(Remittance it, int turn, AccountId from, AccountId to, Money amount, Purpose purpose) {
        return new Direct(
                new TransferId(TimeOrderedIds.derive(it.id().value(), turn)),
                from,
                to,
                amount,
                purpose,
                it.id().value());
    }
}
