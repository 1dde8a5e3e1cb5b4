package gateway.operators.wire;

import gateway.operators.Operator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Proves that an operator is who it says, by HTTP Basic. */
public interface Passwords {

    /**
     * Compares in constant time. Nobody is right while no password is known.
     *
     * @param login as agreed with the operator
     * @param settled SHA-256 of the password of the settings, in hex; null without one
     * @param authorization the header as it came
     */
    Mono<Boolean> areRight(Operator operator, String login, @Nullable String settled, @Nullable String authorization);

    /** From now on, on every node. False when it is the password that counts already: nothing was changed. */
    Mono<Boolean> change(Operator operator, @Nullable String settled, String password);
}
