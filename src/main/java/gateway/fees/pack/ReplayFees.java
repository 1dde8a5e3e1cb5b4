package gateway.fees.pack;

import gateway.fees.FeeId;
import gateway.fees.FeeQuestion;
import gateway.fees.FeeQuote;
import gateway.fees.FeeUsage;
import gateway.fees.FeeUsage.Used;
import gateway.fees.PriceAgain;
import gateway.fees.pricing.PricingRules;
import gateway.fees.tariff.FeePack;
import gateway.shared.ids.CustomerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Prices by a pack of fees that somebody wants in force, with the very rules that price real payments; pure. The pack
 * is taken as it will stand once everything in it has begun. What refunds gave back of quotas and caps is not taken
 * into account.
 */
public final class ReplayFees implements PriceAgain {

    private final FeePack pack;
    private final Instant standing;
    private final Map<Count, Used> used = new HashMap<>();

    private ReplayFees(FeePack pack) {
        this.pack = pack;
        this.standing = pack.schedules().stream()
                .map(schedule -> schedule.validity().from())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** What one customer has used of one fee in one period. */
    private record Count(CustomerId customer, FeeId fee, Instant from) {}

    /** Throws {@link gateway.rulebook.UnfitPack} with line and reason. */
    public static ReplayFees by(String text) {
        return new ReplayFees(new FeePacks().read(text));
    }

    @Override
    public FeeQuote price(CustomerId customer, FeeQuestion question, boolean moved) {
        var counts = counts(customer, question);
        var usage = new HashMap<FeeId, Used>();
        counts.forEach((fee, count) -> {
            var before = used.get(count);
            if (before != null) {
                usage.put(fee, before);
            }
        });
        var quote = PricingRules.quote(pack, asked(question, new FeeUsage(usage)));
        if (moved && quote instanceof FeeQuote.Quoted quoted) {
            counts.forEach((fee, count) -> add(fee, count, quoted));
        }
        return quote;
    }

    private Map<FeeId, Count> counts(CustomerId customer, FeeQuestion question) {
        var counts = new HashMap<FeeId, Count>();
        for (var meter : PricingRules.meters(pack, asked(question, FeeUsage.NOTHING))) {
            var from = meter.period().around(question.at()).from();
            counts.put(meter.fee(), new Count(customer, meter.fee(), from));
        }
        return counts;
    }

    private void add(FeeId fee, Count count, FeeQuote.Quoted quoted) {
        quoted.lines().stream()
                .filter(line -> line.fee().equals(fee))
                .forEach(line -> used.merge(count, line.use(), Used::plus));
    }

    private FeeQuestion asked(FeeQuestion it, FeeUsage usage) {
        return new FeeQuestion(it.operation(), it.from(), it.to(), it.channel(), it.amount(), standing, usage);
    }
}
