package gateway.compliance.monitoring;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** A pack of base units: read whole, or refused with line and reason. */
public final class UnitPackFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        Promises.wholeOrUnfit(input, BaseUnits::read);
    }
}
