package gateway.compliance.monitoring;

import gateway.packs.PackKind;
import gateway.rulebook.Remark;
import gateway.rulebook.UnfitPack;
import java.time.Instant;
import java.util.Objects;
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
        known.forEach((from, worth) -> {
            if (!Objects.equals(worth, after.since().get(from))) {
                throw unfit(from, "has begun and cannot be changed or dropped");
            }
        });
        new TreeMap<>(after.since())
                .headMap(now).keySet().stream()
                        .filter(from -> !known.containsKey(from))
                        .findFirst()
                        .ifPresent(from -> {
                            throw unfit(from, "would begin in the past");
                        });
    }

    private static UnfitPack unfit(Instant from, String reason) {
        return new UnfitPack(new Remark(1, "the worth from " + from, reason));
    }
}
