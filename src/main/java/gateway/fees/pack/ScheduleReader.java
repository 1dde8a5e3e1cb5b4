package gateway.fees.pack;

import gateway.fees.ScheduleVersion;
import gateway.fees.tariff.FeeSchedule;
import gateway.rulebook.Coded;
import gateway.rulebook.Fields;
import gateway.rulebook.PackNode;
import gateway.rulebook.Remark;
import gateway.rulebook.RuleHead;
import java.math.RoundingMode;
import java.util.List;

/** Reads one version of a schedule. */
final class ScheduleReader {

    private ScheduleReader() {}

    /** How tariffs name what the JDK does. */
    private enum Rounded implements Coded {
        HALF_UP("half-up", RoundingMode.HALF_UP),
        HALF_EVEN("half-even", RoundingMode.HALF_EVEN),
        DOWN("down", RoundingMode.DOWN),
        UP("up", RoundingMode.UP);

        private final String code;
        private final RoundingMode mode;

        Rounded(String code, RoundingMode mode) {
            this.code = code;
            this.mode = mode;
        }

        @Override
        public String code() {
            return code;
        }
    }

    static FeeSchedule read(PackNode place, List<Remark> warnings) {
        var fields = Fields.of(place, RuleHead.with("rounding", "fees"));
        var head = RuleHead.read(fields);
        var version = new ScheduleVersion(head.id(), head.version());
        var rounding = fields.required("rounding").word(Rounded.values()).mode;
        var places = fields.required("fees").items();
        var fees = places.stream().map(FeeReader::read).toList();
        // What is at fault is a fee, or the date of a schedule that is back-dated.
        var schedule = Fit.at(
                fields.required("from"),
                places,
                () -> new FeeSchedule(version, head.validity(), head.citation(), rounding, fees));
        for (int i = 0; i < fees.size(); i++) {
            warnings.addAll(Oddities.of(schedule, fees.get(i), places.get(i)));
        }
        return schedule;
    }
}
