package gateway.operators.wire;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Proves that an operator is who it says, by HTTP Basic. */
public interface Passwords {

    /**
     * Compares in constant time. Nobody is right while no password is known.
     *
     * @param authorization the header as it came
     */
    Mono<Boolean> areRight(Login login, @Nullable String authorization);

    /** From now on, on every node. False when it is the password that counts already: nothing was changed. */
    Mono<Boolean> change(Login login, String password);
}
