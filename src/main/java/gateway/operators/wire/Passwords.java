package gateway.operators.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Proves that an operator is who it says, by HTTP Basic. After a change the password before counts as well, until the
 * new one is first used or its time is over: the answer to the change may never have arrived.
 */
public interface Passwords {

    /** What became of a change. */
    enum Change {
        DONE,
        /** The operator did not hear that it was done, and asks again with the password before. */
        DONE_BEFORE,
        /** It is the password that counts already, and the caller knew it: nothing was changed. */
        SAME,
        /** Another change came first; this one counts for nothing. */
        OVERTAKEN
    }

    /**
     * Compares in constant time. Nobody is right while no password is known.
     *
     * @param authorization the header as it came
     */
    Mono<Boolean> areRight(Login login, @Nullable String authorization);

    /**
     * From now on, on every node.
     *
     * @param authorization of the call that asks for it, known to be right
     * @param overlap how long the password before may still count
     */
    Mono<Change> change(Login login, @Nullable String authorization, String password, Duration overlap);
}
