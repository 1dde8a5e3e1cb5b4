package gateway.reconciliation;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** A break's name in an address: exactly the text it is written as, or none. */
public final class BreakIdFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        var text = Promises.latin(input);
        BreakId.parse(text).ifPresent(id -> Promises.same(text, BreakId.text(id)));
    }
}
