package gateway.platform.observability;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** Blotting out card numbers costs little for any line, and what is blotted stays so. */
public final class BlotFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        var blotted = CardNumberBlot.blot(Promises.text(input));
        Promises.same(blotted, CardNumberBlot.blot(blotted));
    }
}
