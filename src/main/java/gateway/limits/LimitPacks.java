package gateway.limits;

import gateway.packs.PackKind;
import gateway.rulebook.Remark;
import gateway.rulebook.UnfitPack;
import java.time.Instant;

/** The bank's limits as a kind of pack. */
final class LimitPacks implements PackKind<LimitBook> {

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public LimitBook read(String text) {
        return LimitPack.read(text);
    }

    /** What has begun is history, nothing new begins in the past, and a name goes on adding up the same. */
    @Override
    public void checkSuccession(LimitBook before, LimitBook after, Instant now) {
        before.limits().stream()
                .filter(limit ->
                        limit.validity().hasBegun(now) && after.find(limit).isEmpty())
                .forEach(limit -> refuse(limit, "has begun and cannot be dropped"));
        after.limits().forEach(limit -> check(before, limit, now));
    }

    private static void check(LimitBook before, Limit limit, Instant now) {
        before.limits().stream()
                .filter(old -> old.id().equals(limit.id()) && !old.countsAs(limit))
                .forEach(_ -> refuse(limit, "adds up something else than before; give it another name"));
        var known = before.find(limit).filter(old -> old.validity().hasBegun(now));
        known.ifPresent(old -> checkHistory(old, limit, now));
        if (known.isEmpty() && limit.validity().from().isBefore(now)) {
            refuse(limit, "would begin in the past");
        }
    }

    private static void checkHistory(Limit old, Limit limit, Instant now) {
        if (!limit.endingAs(old).equals(old)) {
            refuse(limit, "has begun and cannot be changed");
        }
        if (!old.validity().mayEndAs(limit.validity(), now)) {
            refuse(limit, "cannot end in the past, nor go on after its end");
        }
    }

    private static void refuse(Limit limit, String reason) {
        throw new UnfitPack(new Remark(1, "%s version %d".formatted(limit.id(), limit.version()), reason));
    }
}
