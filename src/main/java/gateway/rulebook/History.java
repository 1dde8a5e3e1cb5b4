package gateway.rulebook;

import java.time.Instant;
import java.util.List;

/**
 * What may follow upon rules that were in force: what has begun may end but not change, and nothing begins in the past,
 * so that what was decided yesterday can be explained by what holds today. Pure.
 */
public final class History {

    private History() {}

    /** Throws {@link UnfitPack} naming rule and version. */
    public static <T> void check(List<Version<T>> before, List<Version<T>> after, Instant now) {
        before.stream().filter(old -> old.head().validity().hasBegun(now)).forEach(old -> checkKept(old, after));
        after.forEach(rule -> check(before, rule, now));
    }

    private static void checkKept(Version<?> old, List<? extends Version<?>> after) {
        if (after.stream().noneMatch(old::isVersionOf)) {
            throw old.fault("has begun and cannot be dropped");
        }
    }

    private static <T> void check(List<Version<T>> before, Version<T> rule, Instant now) {
        var begun = before.stream()
                .filter(old -> old.isVersionOf(rule) && old.head().validity().hasBegun(now))
                .findFirst();
        if (begun.isEmpty()) {
            if (rule.head().validity().from().isBefore(now)) {
                throw rule.fault("would begin in the past");
            }
            return;
        }
        if (!begun.get().saysTheSameAs(rule)) {
            throw rule.fault("has begun and cannot be changed");
        }
        if (!begun.get().head().validity().mayEndAs(rule.head().validity(), now)) {
            throw rule.fault("cannot end in the past, nor go on after its end");
        }
    }
}
