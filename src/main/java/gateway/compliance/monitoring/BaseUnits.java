package gateway.compliance.monitoring;

import gateway.rulebook.BankTime;
import gateway.rulebook.Citation.Confidence;
import gateway.rulebook.Fields;
import gateway.rulebook.PackText;
import gateway.shared.money.Asset;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one base calculation unit (BRV) is worth, and since when; thresholds of law are so many of them.
 *
 * @param since minor units of the so'm by the first moment they hold
 */
public record BaseUnits(Map<Instant, Long> since) {

    public BaseUnits {
        since = Map.copyOf(since);
    }

    /** Throws {@link gateway.rulebook.UnfitPack} with line and reason. */
    public static BaseUnits read(String text) {
        var root = Fields.of(PackText.read(text), "format", "pack", "base-units");
        if (root.required("format").number() != 1) {
            throw root.required("format").fault("must be 1");
        }
        root.required("pack").id();
        var since = new TreeMap<Instant, Long>();
        for (var place : root.required("base-units").items()) {
            var fields = Fields.of(place, "from", "amount", "source", "confidence");
            var from = fields.required("from").day().atStartOfDay(BankTime.ZONE).toInstant();
            var amount = fields.required("amount").money(Asset.UZS);
            fields.required("source").text();
            fields.required("confidence").word(Confidence.values());
            if (amount.minor() <= 0) {
                throw fields.required("amount").fault("must be more than nothing");
            }
            if (!since.isEmpty() && !from.isAfter(since.lastKey())) {
                throw fields.required("from").fault("the oldest come first, each day once");
            }
            since.put(from, amount.minor());
        }
        return new BaseUnits(since);
    }

    /** Minor units of the so'm. Before the first known day the first known worth counts. */
    long worth(Threshold threshold, Instant at) {
        var known = new TreeMap<>(since);
        var holds = known.floorEntry(at);
        if (holds == null) {
            holds = known.firstEntry();
        }
        if (holds == null) {
            throw new IllegalStateException("No base unit is known, though a rule counts in them");
        }
        return Math.multiplyExact(holds.getValue(), threshold.hundredths()) / Threshold.HUNDRED;
    }
}
