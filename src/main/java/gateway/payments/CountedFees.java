package gateway.payments;

import gateway.fees.FeeCounts;
import gateway.fees.FeeId;
import gateway.fees.FeeLine;
import gateway.fees.FeeMeter;
import gateway.fees.FeeQuestion;
import gateway.fees.FeeQuote;
import gateway.fees.FeeQuote.Quoted;
import gateway.fees.FeeUsage;
import gateway.fees.FeeUsage.Used;
import gateway.fees.Fees;
import gateway.fees.RefundPolicy;
import gateway.limits.Limits;
import gateway.limits.Meter;
import gateway.limits.Meter.Reading;
import gateway.limits.Metered;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Prices a payment by what its customer has used of caps and free quotas, and counts what it uses of them itself: in
 * the payment's own entry, which is refused when others used some meanwhile and the price would be another.
 */
@Component
class CountedFees implements FeeCounts {

    private final Fees fees;
    private final Limits limits;

    CountedFees(Fees fees, Limits limits) {
        this.fees = fees;
        this.limits = limits;
    }

    /** @param counted to be counted when it is paid */
    record Priced(FeeQuote quote, List<Metered> counted) {}

    Mono<Priced> price(CustomerId customer, FeeQuestion question) {
        var meters = fees.meters(question);
        return meters.isEmpty()
                ? Mono.just(new Priced(fees.quote(question), List.of()))
                : used(customer, meters).map(usage -> priced(question.with(usage), meters));
    }

    @Override
    public Mono<FeeUsage> used(CustomerId customer, List<FeeMeter> meters) {
        return meters.isEmpty()
                ? Mono.just(FeeUsage.NOTHING)
                : limits.read(customer, meters.stream().map(CountedFees::meter).toList())
                        .map(readings -> usage(meters, readings));
    }

    private static FeeUsage usage(List<FeeMeter> meters, List<Reading> readings) {
        var used = new HashMap<FeeId, Used>();
        for (int n = 0; n < meters.size(); n++) {
            var meter = meters.get(n);
            used.put(meter.fee(), used(readings.get(n), meter.currency()));
        }
        return new FeeUsage(used);
    }

    private static Used used(Reading reading, Asset asset) {
        return new Used(new Money(reading.charged(), asset), reading.count(), new Money(reading.volume(), asset));
    }

    private static Meter meter(FeeMeter it) {
        return new Meter(
                "fee:%s:%s".formatted(it.fee(), it.period().code()),
                it.window().from(),
                it.window().until());
    }

    private Priced priced(FeeQuestion question, List<FeeMeter> meters) {
        var quote = fees.quote(question);
        return quote instanceof Quoted quoted
                ? new Priced(
                        quote,
                        meters.stream()
                                .flatMap(meter -> metered(question, quoted, meter))
                                .toList())
                : new Priced(quote, List.of());
    }

    private Stream<Metered> metered(FeeQuestion question, Quoted quoted, FeeMeter meter) {
        return line(quoted, meter.fee()).stream()
                .map(line -> new Metered(
                        meter(meter),
                        line.use().charged().minor(),
                        line.use().volume().minor(),
                        line.refund() != RefundPolicy.KEPT || line.parts().isEmpty(),
                        reading -> costsTheSame(question, meter, line, reading)));
    }

    // Each fee is priced by its own usage alone.
    private boolean costsTheSame(FeeQuestion question, FeeMeter meter, FeeLine line, Reading reading) {
        var usage = new HashMap<>(question.usage().byFee());
        usage.put(meter.fee(), used(reading, meter.currency()));
        return fees.quote(question.with(new FeeUsage(usage))) instanceof Quoted again
                && line(again, meter.fee())
                        .filter(now ->
                                now.parts().equals(line.parts()) && now.use().equals(line.use()))
                        .isPresent();
    }

    private static Optional<FeeLine> line(Quoted quoted, FeeId fee) {
        return quoted.lines().stream().filter(line -> line.fee().equals(fee)).findFirst();
    }
}
