package gateway.sessions.policy;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** A pack of rules about sessions: read whole, or refused with line and reason. */
public final class SessionPackFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        Promises.wholeOrUnfit(input, new SessionPacks()::read);
    }
}
