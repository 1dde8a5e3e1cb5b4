package gateway.crossborder.results;

import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stretch of time has brought.
 *
 * @param to the last day of it
 * @param result all that is realised and all revaluations together, which is by how much the accounts of the position,
 *     valued, have changed; null where a value is not known
 */
public record Period(
        LocalDate from,
        LocalDate to,
        List<Line> realised,
        List<Revalued> revalued,
        @Nullable Money result) {

    /** Who exchanged. */
    public enum With {
        CUSTOMERS,
        /** Currency that the bank bought to cover what it is short of. */
        COVER
    }

    /** @param corridor null for what was bought for all of them */
    public record Line(With with, @Nullable String corridor, Realised sum) {}

    public Period {
        realised = List.copyOf(realised);
        revalued = List.copyOf(revalued);
    }

    static Period of(LocalDate from, LocalDate to, List<Line> realised, List<Revalued> revalued) {
        var sum = realised.stream().map(it -> it.sum().result()).reduce(Money.zero(Asset.UZS), Money::plus);
        for (var it : revalued) {
            var more = it.revaluation();
            if (more == null) {
                return new Period(from, to, realised, revalued, null);
            }
            sum = sum.plus(more);
        }
        return new Period(from, to, realised, revalued, sum);
    }
}
