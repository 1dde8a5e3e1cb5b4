package gateway.sessions.codes;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** A one-time code as a person types it. */
public final class CodeTextFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        var code = CodeText.normalised(Promises.text(input));
        Promises.same(code, CodeText.normalised(code));
        Promises.same(code, CodeText.normalised(" " + code));
    }
}
