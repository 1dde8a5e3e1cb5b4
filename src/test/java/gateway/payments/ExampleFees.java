package gateway.payments;

import gateway.fees.Beneficiary;
import gateway.fees.FeeId;
import gateway.fees.Payer;
import gateway.fees.RefundPolicy;
import gateway.fees.ScheduleVersion;
import gateway.payments.PaymentFees.Line;
import gateway.payments.PaymentFees.Part;
import gateway.rulebook.Wording;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.List;

/** Payments that cost something. */
public final class ExampleFees {

    /** 13.44 on top, of it 1.44 VAT, and 5.00 out of the amount. */
    public static final PaymentFees BOTH = new PaymentFees(List.of(
            line(
                    "transfer",
                    RefundPolicy.PRO_RATA,
                    part(Payer.SENDER, Beneficiary.ACQUIRER, 9_60),
                    part(Payer.SENDER, Beneficiary.BANK, 2_40),
                    part(Payer.SENDER, Beneficiary.TREASURY, 1_44)),
            line(
                    "discount",
                    RefundPolicy.IN_FULL,
                    part(Payer.RECEIVER, Beneficiary.AGENT, 4_00),
                    part(Payer.RECEIVER, Beneficiary.OPERATOR, 1_00)),
            line("kept", RefundPolicy.KEPT, part(Payer.SENDER, Beneficiary.BANK, 7))));

    private ExampleFees() {}

    public static Payment with(PaymentFees fees, Payment it) {
        return new Payment(
                it.id(),
                it.version(),
                it.customer(),
                it.key(),
                it.amount(),
                it.source(),
                it.destination(),
                it.refunded(),
                fees,
                it.openedAt(),
                it.finalBy(),
                it.state());
    }

    static Line line(String id, RefundPolicy refund, Part... parts) {
        return new Line(
                new FeeId(id),
                new ScheduleVersion("sample", 3),
                new Wording(id + " uz", id + " ru", id + " en"),
                refund,
                List.of(parts));
    }

    static Part part(Payer from, Beneficiary to, long minor) {
        return new Part(from, to, new Money(minor, Asset.UZS), Money.zero(Asset.UZS));
    }
}
