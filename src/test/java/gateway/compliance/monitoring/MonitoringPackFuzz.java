package gateway.compliance.monitoring;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.rulebook.UnfitPack;
import java.nio.charset.StandardCharsets;

/** A pack is read whole, or refused with line and reason. */
public final class MonitoringPackFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        try {
            var book = MonitoringPack.read(new String(input, StandardCharsets.UTF_8));
            Promises.holds(book.decideWithin() > 0, "there is a deadline");
            Promises.holds(book.rules().stream().noneMatch(rule -> rule.window().isZero()), "windows have a length");
        } catch (UnfitPack unfit) {
            Promises.holds(unfit.remark().line() > 0, "a refusal names its line");
            Promises.holds(!unfit.remark().reason().isBlank(), "a refusal says why");
        }
    }
}
