package gateway.compliance;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** A pack of thresholds for names: read whole, or refused with line and reason. */
public final class ScreeningPackFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        Promises.wholeOrUnfit(input, new ScreeningPacks()::read);
    }
}
