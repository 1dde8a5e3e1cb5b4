package gateway.fees.tariff;

import gateway.fees.FeeId;
import gateway.fees.ScheduleVersion;
import gateway.rulebook.Citation;
import gateway.rulebook.Validity;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;

/**
 * One version of a fee schedule.
 *
 * @param rounding how every fee and tax in it is rounded to whole units; divisions always round down
 */
public record FeeSchedule(
        ScheduleVersion version, Validity validity, Citation citation, RoundingMode rounding, List<Fee> fees) {

    public FeeSchedule {
        fees = List.copyOf(fees);
        var ids = new HashSet<FeeId>();
        for (int i = 0; i < fees.size(); i++) {
            if (!ids.add(fees.get(i).id())) {
                throw UnfitTariff.at(i, "there is a fee of this id already");
            }
        }
        if (validity.from().isBefore(citation.decided())) {
            throw UnfitTariff.because("it is back-dated: it would hold before it was decided");
        }
    }
}
