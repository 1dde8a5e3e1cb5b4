package gateway.payments;

import gateway.fees.FeeQuote;
import gateway.fees.Period;
import gateway.fees.PriceAgain;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.State;
import gateway.payments.postgres.PastPayments;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Which recorded payments would have cost something else by another pack of fees, before that pack is activated. What
 * has no price of the tariff is left out: remittances, and money that is passed on.
 */
public final class ReplayPrices {

    private final PastPayments payments;

    public ReplayPrices(PastPayments payments) {
        this.payments = payments;
    }

    /**
     * One payment that would have another price.
     *
     * @param then what both sides paid together
     * @param now what they would; null when there would be no price
     */
    public record Change(
            Payment payment, Money then, @Nullable Money now) {

        /** One line for people. */
        public String text() {
            return "%s  %s  %s  fee %s -> %s"
                    .formatted(payment.openedAt(), payment.id(), payment.amount(), then, now == null ? "refused" : now);
        }
    }

    /** @param looked at how many payments */
    public record Report(int looked, List<Change> changes) {}

    /**
     * By those fees; no quota and no cap of any is of more than a year.
     *
     * @param from payments before it only use up quotas and caps
     */
    public Mono<Report> replay(PriceAgain fees, Instant from) {
        return payments.since(Period.YEAR.around(from).from())
                .filter(ReplayPrices::isPriced)
                .reduce(new Report(0, new ArrayList<>()), (so, payment) -> next(fees, from, so, payment));
    }

    private static boolean isPriced(Payment payment) {
        return !(payment.destination() instanceof Destination.ToRemittance) && !PassOnDrafts.isPassedOn(payment);
    }

    private static Report next(PriceAgain fees, Instant from, Report so, Payment payment) {
        var question =
                PaymentPrices.question(payment.source(), payment.destination(), payment.amount(), payment.openedAt());
        var quote = PaymentPrices.checked(
                payment.destination(), fees.price(payment.customer(), question, mayHaveMoved(payment)));
        if (payment.openedAt().isBefore(from)) {
            return so;
        }
        var then = PaymentFees.sum(
                payment.fees().parts().stream(), payment.amount().asset(), _ -> true);
        var now = quote instanceof FeeQuote.Quoted quoted ? quoted.total() : null;
        if (!then.equals(now)) {
            so.changes().add(new Change(payment, then, now));
        }
        return new Report(so.looked() + 1, so.changes());
    }

    private static boolean mayHaveMoved(Payment payment) {
        return switch (payment.state()) {
            case State.Declined _, State.Reversed _, State.Cancelled _, State.Withdrawing _ -> false;
            default -> true;
        };
    }
}
