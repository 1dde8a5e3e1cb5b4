package gateway.crossborder.corridors;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** A pack of corridors: read whole, or refused with line and reason. */
public final class CorridorPackFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        Promises.wholeOrUnfit(input, CorridorReader::read);
    }
}
