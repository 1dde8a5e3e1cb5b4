package sandbox.simulation;

import gateway.operators.MoveInvoice;
import gateway.operators.OperatorTransaction;
import gateway.operators.TransactionLifecycle;
import gateway.operators.WriteTransaction;
import gateway.payments.Payment;
import gateway.payments.Payment.Source;
import gateway.payments.Refund;
import gateway.payments.RememberPayee;
import gateway.payments.WritePayment;
import gateway.payments.WriteRefund;
import gateway.platform.journal.Part;

/** Looks at everything that becomes true: whether it follows what stood before, and how scary it is. */
final class Notary {

    private final World world;

    Notary(World world) {
        this.world = world;
    }

    void committed(Part part) {
        switch (part) {
            case WritePayment it -> {
                follows(it.payment());
                moved(it.payment());
            }
            case WriteRefund it -> {
                follows(it.refund());
                moved(it.refund());
            }
            case RememberPayee _ -> world.see(Sight.PAYEE_REMEMBERED);
            case WriteTransaction it -> moved(it.transaction());
            case MoveInvoice it -> moved(it.action());
            default -> {}
        }
    }

    private void follows(Payment next) {
        var row = world.database.payments.get(next.id().value());
        boolean refunding = row != null && row.payment().state().equals(next.state());
        if (row != null
                && ((row.payment().isFinal() && !refunding) || row.payment().version() != next.version() - 1)) {
            throw new Violation(
                    "what is final stays, and nobody overwrites another", next.key() + " became " + next.state());
        }
    }

    private void follows(Refund next) {
        var row = world.database.refunds.get(next.id().value());
        if (row != null && (row.nextCheck() == null || row.refund().version() != next.version() - 1)) {
            throw new Violation(
                    "what is final stays, and nobody overwrites another", next.key() + " became " + next.state());
        }
    }

    private void sawReview(Payment next) {
        var before = world.database.payments.get(next.id().value());
        if (before != null && before.payment().state() instanceof Payment.State.InReview it) {
            switch (next.state()) {
                case Payment.State.Cancelled _ -> {}
                case Payment.State.Declined _ ->
                    world.see(
                            world.agenda.instant().isAfter(it.until()) ? Sight.REVIEW_FORGOTTEN : Sight.REVIEW_REFUSED);
                default -> world.see(Sight.RELEASED);
            }
        }
    }

    private void moved(Refund refund) {
        world.agenda.say(refund.key() + " " + refund.id() + " v" + refund.version() + " "
                + refund.state().getClass().getSimpleName());
        world.see(
                switch (refund.state()) {
                    case Refund.State.Refunding _ -> Sight.REFUND_WANTED;
                    case Refund.State.RefundUnknown _ -> Sight.REFUND_UNKNOWN;
                    case Refund.State.Refunded(var rail, var _) ->
                        rail == null ? Sight.REFUND_TO_WALLET : Sight.REFUNDED;
                    case Refund.State.Declined _ -> Sight.REFUND_DECLINED;
                    case Refund.State.NeedsOperator _ -> Sight.REFUND_NEEDS_OPERATOR;
                });
    }

    private void moved(Payment payment) {
        world.agenda.say(payment.key() + " " + payment.id() + " v" + payment.version() + " "
                + payment.state().getClass().getSimpleName());
        sawReview(payment);
        Payers.saw(payment.state(), world.sights);
        switch (payment.state()) {
            case Payment.State.Reversed _ -> world.see(Sight.REVERSED);
            case Payment.State.Cancelled _ -> world.see(Sight.CANCELLED);
            case Payment.State.InReview _ -> world.reviewers.asked(payment);
            case Payment.State.NeedsOperator _ -> world.see(Sight.NEEDS_OPERATOR);
            case Payment.State.Crediting it when it.debit() == null -> world.see(Sight.WALLET_HELD);
            case Payment.State.Declined _
            when payment.source() instanceof Source.OwnWallet -> world.see(Sight.WALLET_RELEASED);
            default -> {}
        }
    }

    private void moved(MoveInvoice.Action action) {
        switch (action) {
            case PAY, PAY_AT_ONCE -> world.see(Sight.INVOICE_PAID);
            case RELEASE -> world.see(Sight.INVOICE_FREE_AGAIN);
            case HOLD, GIVE_BACK, CLOSE -> {}
        }
    }

    private void moved(OperatorTransaction next) {
        world.agenda.say(next.key().theirId() + " of " + next.key().operator() + " v" + next.version() + " "
                + next.state().getClass().getSimpleName());
        var before = world.database.operators.transactions.get(next.key());
        if (before != null && before.version() != next.version() - 1) {
            throw new Violation("what is final stays, and nobody overwrites another", "of " + next.key());
        }
        world.see(
                switch (next.state()) {
                    case OperatorTransaction.State.Created _ -> Sight.TOP_UP_ANNOUNCED;
                    case OperatorTransaction.State.Performed _ -> Sight.TOP_UP_PERFORMED;
                    case OperatorTransaction.State.Cancelled it ->
                        it.reason() == TransactionLifecycle.TIMED_OUT ? Sight.TOP_UP_EXPIRED : Sight.TOP_UP_CANCELLED;
                    case OperatorTransaction.State.Returned _ -> Sight.TOP_UP_RETURNED;
                });
        if (!next.fees().isNone()) {
            world.see(
                    next.state() instanceof OperatorTransaction.State.Returned
                            ? Sight.TOP_UP_RETURNED_WITH_ITS_FEE
                            : Sight.TOP_UP_WITH_A_FEE);
        }
    }
}
