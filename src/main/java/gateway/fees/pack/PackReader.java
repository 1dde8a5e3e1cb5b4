package gateway.fees.pack;

import gateway.fees.tariff.FeePack;
import gateway.fees.tariff.FeeSchedule;
import gateway.rulebook.Fields;
import gateway.rulebook.PackNode;
import gateway.rulebook.PackText;
import gateway.rulebook.Remark;
import gateway.rulebook.UnfitPack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a pack from its text. One fault of each schedule is found, and any fault refuses the pack. */
public final class PackReader {

    private static final int FORMAT = 1;
    private static final int MOST_FAULTS = 50;

    private final List<Remark> faults = new ArrayList<>();
    private final List<Remark> warnings = new ArrayList<>();

    private PackReader() {}

    public static ReadPack read(String text) {
        return new PackReader().whole(text);
    }

    private ReadPack whole(String text) {
        try {
            var pack = pack(PackText.read(text));
            if (faults.isEmpty()) {
                return new ReadPack.Accepted(pack, warnings);
            }
        } catch (UnfitPack unfit) {
            faults.add(unfit.remark());
        }
        return new ReadPack.Refused(faults);
    }

    private FeePack pack(PackNode root) {
        var fields = Fields.of(root, "format", "pack", "schedules");
        var format = fields.required("format");
        if (format.number() != FORMAT) {
            throw format.fault("must be " + FORMAT);
        }
        var name = fields.required("pack").id();
        var places = fields.required("schedules").items();
        var schedules =
                places.stream().flatMap(place -> schedule(place).stream()).toList();
        // With one of them missing, the places would not be theirs.
        return faults.isEmpty()
                ? Fit.at(root, places, () -> new FeePack(name, schedules))
                : new FeePack(name, List.of());
    }

    private Optional<FeeSchedule> schedule(PackNode place) {
        try {
            return Optional.of(ScheduleReader.read(place, warnings));
        } catch (UnfitPack unfit) {
            if (faults.size() < MOST_FAULTS) {
                faults.add(unfit.remark());
            }
            return Optional.empty();
        }
    }
}
