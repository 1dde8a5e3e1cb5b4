package gateway.payments;

import gateway.fees.Beneficiary;
import gateway.fees.Payer;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.Purpose;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which transfers a refund makes at each turn; ids follow from the refund's. What the payee had paid of the fees goes
 * to the payer in the payee's stead, so a payee who has no more than what was received can give all of it back.
 */
final class RefundPostings {

    private static final int HOLD = 1;
    private static final int HOLD_OUTCOME = 2;
    private static final int BACK = 3;
    private static final int OF_FEE = 0x100;
    private static final int OF_FEE_TO_PAYEE = 0x200;
    private static final int OUTCOMES = 0x400;
    private static final int DIRECT = 0x800;

    private RefundPostings() {}

    /** The payee's money is kept for the rail's answer. */
    static List<Transfer> hold(Refund refund, Payment payment) {
        return each(
                refund,
                move -> new Pending(
                        transfer(refund, move.turn()),
                        move.debit(payment),
                        move.credit(payment),
                        move.amount(),
                        move.purpose(),
                        refund.id().value(),
                        Postings.heldUntil(refund.finalBy())));
    }

    static List<Transfer> post(Refund refund) {
        return each(
                refund,
                move -> new Post(transfer(refund, move.outcome()), transfer(refund, move.turn()), move.amount()));
    }

    static List<Transfer> release(Refund refund) {
        return each(refund, move -> new Release(transfer(refund, move.outcome()), transfer(refund, move.turn())));
    }

    /** Back to a wallet: done in one turn. */
    static List<Transfer> internal(Refund refund, Payment payment) {
        return each(
                refund,
                move -> new Direct(
                        transfer(refund, move.direct()),
                        move.debit(payment),
                        move.credit(payment),
                        move.amount(),
                        move.purpose(),
                        refund.id().value()));
    }

    /**
     * One amount on its way back.
     *
     * @param of whose share of a fee it is; null for the payee's own money
     * @param toPayer whether it goes to the payer, not to the payee
     */
    private record Move(int turn, @Nullable Beneficiary of, boolean toPayer, Money amount) {

        AccountId debit(Payment payment) {
            return of == null
                    ? Postings.destination(payment)
                    : FeePostings.account(of, amount.asset(), payment.shard());
        }

        AccountId credit(Payment payment) {
            return toPayer ? Postings.source(payment) : Postings.destination(payment);
        }

        Purpose purpose() {
            return of == null ? Purpose.REFUND : Purpose.FEE_RETURN;
        }

        int outcome() {
            return turn == HOLD ? HOLD_OUTCOME : turn + OUTCOMES;
        }

        int direct() {
            return turn == HOLD ? BACK : turn + DIRECT;
        }
    }

    private static List<Transfer> each(Refund refund, Function<Move, Transfer> transfer) {
        return moves(refund).stream().map(transfer).toList();
    }

    private static List<Move> moves(Refund refund) {
        var moves = new ArrayList<Move>();
        var left = refund.amount();
        for (var back : refund.fees()) {
            if (back.from() == Payer.SENDER) {
                moves.add(new Move(OF_FEE + back.place(), back.to(), true, back.amount()));
            } else {
                var instead = back.amount().isGreaterThan(left) ? left : back.amount();
                left = left.minus(instead);
                moves.add(new Move(OF_FEE + back.place(), back.to(), true, instead));
                moves.add(new Move(
                        OF_FEE_TO_PAYEE + back.place(),
                        back.to(),
                        false,
                        back.amount().minus(instead)));
            }
        }
        moves.addFirst(new Move(HOLD, null, true, left));
        return moves.stream().filter(move -> move.amount().isPositive()).toList();
    }

    private static TransferId transfer(Refund refund, int turn) {
        return new TransferId(TimeOrderedIds.derive(refund.id().value(), turn));
    }
}
