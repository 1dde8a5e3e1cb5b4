package gateway.fees.pricing;

import gateway.fees.FeeLine;
import gateway.fees.FeeMeter;
import gateway.fees.FeeQuestion;
import gateway.fees.FeeQuote;
import gateway.fees.FeeQuote.Quoted;
import gateway.fees.FeeQuote.Refusal;
import gateway.fees.FeeQuote.Refused;
import gateway.fees.FeeUsage.Used;
import gateway.fees.Payer;
import gateway.fees.tariff.Fee;
import gateway.fees.tariff.FeePack;
import gateway.fees.tariff.FeeSchedule;
import gateway.shared.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Every rule about what a payment costs. */
public final class PricingRules {

    private PricingRules() {}

    private record Applied(FeeSchedule schedule, Fee fee) {}

    public static FeeQuote quote(FeePack pack, FeeQuestion question) {
        if (question.amount().minor() < 0) {
            return new Refused(Refusal.NEGATIVE_AMOUNT, null);
        }
        var applied = applied(pack, question).toList();
        for (var one : applied) {
            if (!used(one.fee(), question)
                    .charged()
                    .asset()
                    .equals(question.amount().asset())) {
                return new Refused(Refusal.USAGE_IN_OTHER_CURRENCY, one.fee().id());
            }
        }
        return priced(applied, question);
    }

    /** The fees that cannot be priced without their usage. */
    public static List<FeeMeter> meters(FeePack pack, FeeQuestion question) {
        return applied(pack, question)
                .map(Applied::fee)
                .filter(fee -> fee.metering() != null)
                .map(fee -> meter(fee, question))
                .toList();
    }

    private static FeeMeter meter(Fee fee, FeeQuestion question) {
        var period = Objects.requireNonNull(fee.metering()).period();
        return new FeeMeter(
                fee.id(), period, period.around(question.at()), fee.scope().currency());
    }

    private static Stream<Applied> applied(FeePack pack, FeeQuestion question) {
        return pack.inForce(question.at())
                .flatMap(schedule -> schedule.fees().stream().map(fee -> new Applied(schedule, fee)))
                .filter(one -> one.fee().scope().covers(question));
    }

    // Long arithmetic complains instead of overflowing; here the complaint becomes an answer.
    private static FeeQuote priced(List<Applied> applied, FeeQuestion question) {
        var lines = new ArrayList<FeeLine>();
        try {
            for (var one : applied) {
                lines.add(line(one.schedule(), one.fee(), question));
            }
            return summed(lines, question);
        } catch (ArithmeticException _) {
            return new Refused(
                    Refusal.TOO_LARGE,
                    lines.size() < applied.size()
                            ? applied.get(lines.size()).fee().id()
                            : null);
        }
    }

    private static FeeQuote summed(List<FeeLine> lines, FeeQuestion question) {
        var debited = question.amount();
        var credited = question.amount();
        for (var line : lines) {
            debited = debited.plus(line.paidBy(Payer.SENDER));
            credited = credited.minus(line.paidBy(Payer.RECEIVER));
            if (credited.minor() < 0) {
                return new Refused(Refusal.FEE_EXCEEDS_AMOUNT, line.fee());
            }
        }
        return new Quoted(question.amount(), question.at(), lines, debited, credited);
    }

    /** One fee by itself. */
    static FeeLine line(FeeSchedule schedule, Fee fee, FeeQuestion question) {
        var amount = question.amount();
        var reckoned = Reckoner.reckon(schedule, fee, amount, used(fee, question));
        return new FeeLine(
                fee.id(),
                schedule.version(),
                fee.name(),
                reckoned.gross(),
                fee.vat(),
                Transfers.of(fee, reckoned.gross(), reckoned.vat()),
                fee.refund(),
                new Used(reckoned.charge(), 1, amount),
                reckoned.steps());
    }

    private static Used used(Fee fee, FeeQuestion question) {
        return question.usage().of(fee.id(), fee.scope().currency());
    }

    /** The charge for an amount by itself: before caps, quotas and taxes. */
    public static Money bare(FeeSchedule schedule, Fee fee, Money amount) {
        return Reckoner.bare(schedule, fee, amount);
    }
}
