package gateway.compliance.lists;

import fuzzing.FuzzTarget;
import java.io.IOException;

/** The list of the US Treasury, which comes from the internet: whole, or refused with a reason. */
public final class OfacListFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) throws IOException {
        ListPromises.read(ListSource.OFAC, input);
    }
}
