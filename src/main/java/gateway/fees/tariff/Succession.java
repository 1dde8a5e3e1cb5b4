package gateway.fees.tariff;

import gateway.fees.ScheduleVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether a pack may take the place of another: what has begun is history, and nothing new begins in the past. */
public final class Succession {

    private Succession() {}

    /** Why not; empty when it may. */
    public static List<String> faults(FeePack before, FeePack after, Instant now) {
        var old = byVersion(before);
        var fresh = byVersion(after);
        var faults = new ArrayList<String>();
        before.schedules().stream()
                .filter(schedule -> hasBegun(schedule, now) && !fresh.containsKey(schedule.version()))
                .map(schedule -> schedule.version() + " has begun and cannot be dropped")
                .forEach(faults::add);
        for (var schedule : after.schedules()) {
            var known = old.get(schedule.version());
            if (known != null && hasBegun(known, now)) {
                if (!differsInItsEndOnly(known, schedule)) {
                    faults.add(schedule.version() + " has begun and cannot be changed");
                } else if (!known.validity().mayEndAs(schedule.validity(), now)) {
                    faults.add(schedule.version() + " cannot end in the past, nor go on after its end");
                }
            } else if (schedule.validity().from().isBefore(now)) {
                faults.add(schedule.version() + " is back-dated: it would begin in the past");
            }
        }
        return List.copyOf(faults);
    }

    private static boolean hasBegun(FeeSchedule schedule, Instant now) {
        return schedule.validity().hasBegun(now);
    }

    private static boolean differsInItsEndOnly(FeeSchedule one, FeeSchedule other) {
        return one.validity().from().equals(other.validity().from())
                && one.citation().equals(other.citation())
                && one.rounding() == other.rounding()
                && one.fees().equals(other.fees());
    }

    private static Map<ScheduleVersion, FeeSchedule> byVersion(FeePack pack) {
        return pack.schedules().stream()
                .collect(Collectors.toUnmodifiableMap(FeeSchedule::version, Function.identity()));
    }
}
