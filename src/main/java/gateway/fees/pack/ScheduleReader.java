package gateway.fees.pack;

import gateway.fees.Coded;
import gateway.fees.Period;
import gateway.fees.ScheduleVersion;
import gateway.fees.Wording;
import gateway.fees.tariff.Citation;
import gateway.fees.tariff.Citation.Confidence;
import gateway.fees.tariff.FeeSchedule;
import gateway.fees.tariff.Validity;
import java.math.RoundingMode;
import java.time.Instant;
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
        var fields = Fields.of(
                place, "id", "version", "decided", "from", "until", "source", "confidence", "text", "rounding", "fees");
        var version = new ScheduleVersion(fields.required("id").id(), version(fields.required("version")));
        var validity = validity(fields);
        var citation = new Citation(
                fields.required("source").text(),
                fields.required("confidence").word(Confidence.values()),
                moment(fields.required("decided")),
                wording(fields.required("text")));
        var rounding = fields.required("rounding").word(Rounded.values()).mode;
        var places = fields.required("fees").items();
        var fees = places.stream().map(FeeReader::read).toList();
        // What is at fault is a fee, or the date of a schedule that is back-dated.
        var schedule = Fit.at(
                fields.required("from"), places, () -> new FeeSchedule(version, validity, citation, rounding, fees));
        for (int i = 0; i < fees.size(); i++) {
            warnings.addAll(Oddities.of(schedule, fees.get(i), places.get(i)));
        }
        return schedule;
    }

    static Wording wording(PackNode place) {
        var fields = Fields.of(place, "uz", "ru", "en");
        return new Wording(
                fields.required("uz").text(),
                fields.required("ru").text(),
                fields.required("en").text());
    }

    private static int version(PackNode place) {
        int version = place.number();
        if (version == 0) {
            throw place.fault("versions begin with 1");
        }
        return version;
    }

    private static Validity validity(Fields fields) {
        var from = moment(fields.required("from"));
        var until = fields.optional("until");
        return Fit.at(
                until.orElse(fields.place()),
                () -> new Validity(from, until.map(ScheduleReader::moment).orElse(null)));
    }

    private static Instant moment(PackNode place) {
        return place.day().atStartOfDay(Period.ZONE).toInstant();
    }
}
