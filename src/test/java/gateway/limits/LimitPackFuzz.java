package gateway.limits;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** A pack of limits: read whole, or refused with line and reason. */
public final class LimitPackFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        Promises.wholeOrUnfit(input, LimitPack::read);
    }
}
