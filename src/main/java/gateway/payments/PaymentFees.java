package gateway.payments;

import gateway.fees.Beneficiary;
import gateway.fees.FeeId;
import gateway.fees.FeePart;
import gateway.fees.FeeQuote.Quoted;
import gateway.fees.Payer;
import gateway.fees.RefundPolicy;
import gateway.fees.ScheduleVersion;
import gateway.rulebook.Wording;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a payment costs, as it was quoted when it was made; nothing later changes it but what is given back. The places
 * of the parts, counted over all lines, never change: their transfers are named after them.
 */
public record PaymentFees(List<Line> lines) {

    public static final PaymentFees NONE = new PaymentFees(List.of());

    public PaymentFees {
        lines = List.copyOf(lines);
    }

    /** One fee with the parts that it is made of. */
    public record Line(FeeId fee, ScheduleVersion schedule, Wording text, RefundPolicy refund, List<Part> parts) {

        public Line {
            parts = List.copyOf(parts);
        }
    }

    /**
     * What one side pays to one beneficiary.
     *
     * @param returned of the amount, given back or on its way back with refunds
     */
    public record Part(Payer from, Beneficiary to, Money amount, Money returned) {

        public Part {
            if (returned.minor() < 0 || returned.isGreaterThan(amount)) {
                throw new IllegalArgumentException("Of a fee no more goes back than was taken");
            }
        }
    }

    /** Only what costs something. */
    static PaymentFees of(Quoted quoted) {
        return quoted.lines().stream().allMatch(line -> line.parts().isEmpty())
                ? NONE
                : new PaymentFees(quoted.lines().stream()
                        .filter(line -> !line.parts().isEmpty())
                        .map(line -> new Line(
                                line.fee(),
                                line.schedule(),
                                line.name(),
                                line.refund(),
                                line.parts().stream().map(PaymentFees::part).toList()))
                        .toList());
    }

    private static Part part(FeePart quoted) {
        return new Part(
                quoted.from(),
                quoted.to(),
                quoted.amount(),
                Money.zero(quoted.amount().asset()));
    }

    public boolean isNone() {
        return lines.isEmpty();
    }

    /** All parts in the order of their places. */
    public List<Part> parts() {
        return lines.size() == 1
                ? lines.getFirst().parts()
                : lines.stream().flatMap(line -> line.parts().stream()).toList();
    }

    public Money paidBy(Payer payer, Asset asset) {
        return sum(parts().stream(), asset, part -> part.from() == payer);
    }

    static Money sum(Stream<Part> parts, Asset asset, Predicate<Part> wanted) {
        return parts.filter(wanted).map(Part::amount).reduce(Money.zero(asset), Money::plus);
    }
}
