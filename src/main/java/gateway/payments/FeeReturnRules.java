package gateway.payments;

import gateway.fees.FeeId;
import gateway.fees.FeeLine;
import gateway.fees.FeePart;
import gateway.fees.FeeRefundRules;
import gateway.fees.FeeReturn;
import gateway.fees.FeeReturn.Returned;
import gateway.fees.FeeUsage.Used;
import gateway.fees.Vat;
import gateway.payments.PaymentFees.Line;
import gateway.payments.PaymentFees.Part;
import gateway.shared.money.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a payment's fees goes back with its refunds, pure. Of each part it is what is due for everything that was
 * given back so far, without what has gone back already: a refund that fails in between takes its own share back and no
 * later one returns anything twice.
 */
final class FeeReturnRules {

    private FeeReturnRules() {}

    /** With a refund of that much more; nothing for a payment without fees. */
    static List<FeeBack> with(Payment payment, Money now) {
        if (payment.fees().isNone()) {
            return List.of();
        }
        var after = payment.refunded().plus(now);
        var back = new ArrayList<FeeBack>();
        int place = 0;
        for (var line : payment.fees().lines()) {
            for (var part : line.parts()) {
                var due = due(line, part, payment.amount(), after).minus(part.returned());
                if (due.isPositive()) {
                    back.add(new FeeBack(place, part.from(), part.to(), due));
                }
                place++;
            }
        }
        return List.copyOf(back);
    }

    private static Money due(Line line, Part part, Money paid, Money after) {
        var zero = Money.zero(paid.asset());
        var charged = new FeeLine(
                new FeeId(line.fee().value()),
                line.schedule(),
                line.text(),
                part.amount(),
                new Vat.None(),
                List.of(new FeePart(part.from(), part.to(), part.amount())),
                line.refund(),
                Used.nothing(paid.asset()),
                List.of());
        return switch (FeeRefundRules.of(charged, paid, zero, after)) {
            case Returned returned -> returned.total();
            case FeeReturn.Refused no -> throw new IllegalStateException("Refused before: " + no);
        };
    }

    /** The fees after that has gone back. */
    static PaymentFees returned(PaymentFees fees, List<FeeBack> back) {
        return changed(fees, back, true);
    }

    /** The fees after a refund that failed: what was on its way back is taken again. */
    static PaymentFees kept(PaymentFees fees, List<FeeBack> back) {
        return changed(fees, back, false);
    }

    private static PaymentFees changed(PaymentFees fees, List<FeeBack> back, boolean more) {
        if (back.isEmpty()) {
            return fees;
        }
        var lines = new ArrayList<Line>();
        int place = 0;
        for (var line : fees.lines()) {
            var parts = new ArrayList<Part>();
            for (var part : line.parts()) {
                parts.add(changed(part, place++, back, more));
            }
            lines.add(new Line(line.fee(), line.schedule(), line.text(), line.refund(), parts));
        }
        return new PaymentFees(lines);
    }

    private static Part changed(Part part, int place, List<FeeBack> back, boolean more) {
        var returned = part.returned();
        for (var it : back) {
            if (it.place() == place) {
                returned = more ? returned.plus(it.amount()) : returned.minus(it.amount());
            }
        }
        return new Part(part.from(), part.to(), part.amount(), returned);
    }
}
