package gateway.sessions.revocations;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** A revocation on its way between nodes. */
public final class RevocationFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        RevocationMessage.read(Promises.text(input))
                .ifPresent(it -> Promises.same(
                        it, RevocationMessage.read(RevocationMessage.of(it)).orElse(null)));
    }
}
