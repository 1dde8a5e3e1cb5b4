package gateway.compliance.monitoring;

import gateway.packs.PackKind;
import gateway.rulebook.Remark;
import gateway.rulebook.UnfitPack;
import java.time.Instant;
import java.util.TreeMap;

/** What a base calculation unit is worth, and since when, as a kind of pack. */
public final class UnitPacks implements PackKind<BaseUnits> {

    @Override
    public String name() {
        return "base-units";
    }

    @Override
    public BaseUnits read(String text) {
        return BaseUnits.read(text);
    }

    /** A worth that has begun stays as it was: alerts of that time were raised by it. */
    @Override
    public void checkSuccession(BaseUnits before, BaseUnits after, Instant now) {
        var known = new TreeMap<>(before.since()).headMap(now, true);
        for (var worth : known.entrySet()) {
            if (!worth.getValue().equals(after.since().get(worth.getKey()))) {
                throw unfit(worth.getKey(), "has begun and cannot be changed or dropped");
            }
        }
        for (var from : new TreeMap<>(after.since()).headMap(now).keySet()) {
            if (!known.containsKey(from)) {
                throw unfit(from, "would begin in the past");
            }
        }
    }

    private static UnfitPack unfit(Instant from, String reason) {
        return new UnfitPack(new Remark(1, "the worth from " + from, reason));
    }
}
