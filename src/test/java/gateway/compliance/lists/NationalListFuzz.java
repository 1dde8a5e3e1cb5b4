package gateway.compliance.lists;

import fuzzing.FuzzTarget;
import java.io.IOException;

/** The national list, which somebody may have edited by hand: whole, or refused with a reason. */
public final class NationalListFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) throws IOException {
        ListPromises.read(ListSource.NATIONAL, input);
    }
}
