package gateway.fees.pack;

import gateway.fees.Beneficiary;
import gateway.fees.FeeId;
import gateway.fees.Payer;
import gateway.fees.Period;
import gateway.fees.Place;
import gateway.fees.RefundPolicy;
import gateway.fees.tariff.Bounds;
import gateway.fees.tariff.Fee;
import gateway.fees.tariff.Metering;
import gateway.fees.tariff.Metering.Quota;
import gateway.fees.tariff.Scope;
import gateway.rulebook.Channel;
import gateway.rulebook.Coded;
import gateway.rulebook.Fields;
import gateway.rulebook.Operation;
import gateway.rulebook.PackNode;
import gateway.rulebook.RuleHead;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one fee. */
final class FeeReader {

    private FeeReader() {}

    static Fee read(PackNode place) {
        var fields = Fields.of(
                place,
                "id",
                "name",
                "operations",
                "from",
                "to",
                "channels",
                "currency",
                "payer",
                "charge",
                "min",
                "max",
                "period",
                "cap",
                "free",
                "vat",
                "shares",
                "refund");
        var id = new FeeId(fields.required("id").id());
        var name = RuleHead.wording(fields.required("name"));
        var currency = fields.required("currency").currency();
        var scope = scope(fields, currency);
        var payers = DivisionReader.read(fields.required("payer"), Payer.values());
        var charge = ChargeReader.read(fields.required("charge"), currency);
        var bounds = bounds(fields, currency);
        var metering = metering(fields, currency);
        var vat = VatReader.read(fields.required("vat"));
        var shares = DivisionReader.read(fields.required("shares"), Beneficiary.values());
        var refund = fields.required("refund").word(RefundPolicy.values());
        return Fit.at(place, () -> new Fee(id, name, scope, payers, charge, bounds, metering, vat, shares, refund));
    }

    private static Scope scope(Fields fields, Asset currency) {
        return new Scope(
                fields.required("operations").set(item -> item.word(Operation.chargeable())),
                any(fields, "from", Place.values()),
                any(fields, "to", Place.values()),
                any(fields, "channels", Channel.values()),
                currency);
    }

    private static <E extends Coded> Set<E> any(Fields fields, String name, E[] words) {
        return fields.optional(name)
                .map(place -> place.set(item -> item.word(words)))
                .orElse(Set.of());
    }

    private static Bounds bounds(Fields fields, Asset currency) {
        var least = amount(fields, "min", currency);
        var most = amount(fields, "max", currency);
        return Fit.at(fields.optional("min").orElse(fields.place()), () -> new Bounds(least, most));
    }

    private static @Nullable Metering metering(Fields fields, Asset currency) {
        if (!fields.has("period")) {
            if (fields.has("cap") || fields.has("free")) {
                throw fields.place().fault("a cap or a free quota needs a period");
            }
            return null;
        }
        var place = fields.required("period");
        var period = place.word(Period.values());
        var cap = amount(fields, "cap", currency);
        var quota = fields.optional("free").map(free -> quota(free, currency)).orElse(null);
        return Fit.at(place, () -> new Metering(period, cap, quota));
    }

    private static Quota quota(PackNode place, Asset currency) {
        var fields = Fields.of(place, "count", "volume");
        var count = fields.optional("count").map(PackNode::number).orElse(null);
        var volume = amount(fields, "volume", currency);
        return Fit.at(place, () -> new Quota(count, volume));
    }

    private static @Nullable Money amount(Fields fields, String name, Asset currency) {
        return fields.optional(name).map(place -> place.money(currency)).orElse(null);
    }
}
