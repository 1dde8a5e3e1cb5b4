package gateway.microloans;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** A pack of caps of microloans: read whole, or refused with line and reason. */
public final class CapPackFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        Promises.wholeOrUnfit(input, CapReader::read);
    }
}
