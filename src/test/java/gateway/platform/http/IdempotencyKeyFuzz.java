package gateway.platform.http;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import java.util.Set;

/** The header Idempotency-Key. */
public final class IdempotencyKeyFuzz implements FuzzTarget {

    private static final Set<RequestProblem> DOCUMENTED =
            Set.of(RequestProblem.IDEMPOTENCY_KEY_MISSING, RequestProblem.IDEMPOTENCY_KEY_INVALID);

    @Override
    public void read(byte[] input) throws Exception {
        var text = Promises.latin(input);
        var key = Promises.refusing(DOCUMENTED, () -> IdempotencyKey.parse(text));
        if (key != null) {
            Promises.same(text, key.value());
            Promises.holds(text.matches("[!-~]{8,64}"), "a key is printable and of bounded length");
        }
    }
}
