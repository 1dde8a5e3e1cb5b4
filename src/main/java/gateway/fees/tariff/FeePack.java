package gateway.fees.tariff;

import gateway.fees.FeeId;
import gateway.shared.money.Asset;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** All fee schedules of a bank, past, present and announced: of each at most one version at any moment. */
public record FeePack(String name, List<FeeSchedule> schedules) {

    public FeePack {
        schedules = List.copyOf(schedules);
        var owners = new HashMap<FeeId, String>();
        var counted = new HashMap<FeeId, Asset>();
        for (int i = 0; i < schedules.size(); i++) {
            for (var earlier : schedules.subList(0, i)) {
                checkVersions(earlier, schedules.get(i), i);
            }
            checkOwners(owners, schedules.get(i), i);
            checkCounts(counted, schedules.get(i), i);
        }
    }

    public Stream<FeeSchedule> inForce(Instant moment) {
        return schedules.stream().filter(schedule -> schedule.validity().holds(moment));
    }

    private static void checkVersions(FeeSchedule earlier, FeeSchedule later, int at) {
        var one = earlier.version();
        var other = later.version();
        if (!one.schedule().equals(other.schedule())) {
            return;
        }
        if (other.version() <= one.version()) {
            throw UnfitTariff.at(at, "versions of a schedule must stand in their order, each once");
        }
        if (earlier.validity().overlaps(later.validity())) {
            throw UnfitTariff.at(at, "it overlaps in time with " + one);
        }
        if (later.validity().from().isBefore(earlier.validity().from())) {
            throw UnfitTariff.at(at, "it is back-dated: it would hold before " + one);
        }
    }

    // A cap is counted by fee: two schedules with the same fee would use up each other's.
    private static void checkOwners(HashMap<FeeId, String> owners, FeeSchedule schedule, int at) {
        var name = schedule.version().schedule();
        for (var fee : schedule.fees()) {
            if (!owners.computeIfAbsent(fee.id(), _ -> name).equals(name)) {
                throw UnfitTariff.at(at, "the fee " + fee.id() + " belongs to another schedule");
            }
        }
    }

    // Versions share what was counted, and it is in one currency.
    private static void checkCounts(HashMap<FeeId, Asset> counted, FeeSchedule schedule, int at) {
        for (var fee : schedule.fees()) {
            var asset = fee.scope().currency();
            if (fee.metering() != null
                    && !counted.computeIfAbsent(fee.id(), _ -> asset).equals(asset)) {
                throw UnfitTariff.at(
                        at, "the fee " + fee.id() + " is counted in another currency; give it another name");
            }
        }
    }
}
