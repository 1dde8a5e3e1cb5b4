package gateway.compliance.lists;

import fuzzing.FuzzTarget;
import java.io.IOException;

/** The list of the United Nations, which comes from the internet: whole, or refused with a reason. */
public final class UnListFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) throws IOException {
        ListPromises.read(ListSource.UN, input);
    }
}
