package gateway.cards;

import reactor.core.publisher.Mono;

/**
 * How a rail that keeps cards forgets one. A rail whose tokens pay nothing by themselves brings none. Here a
 * registration waits for its code under the token itself: {@link CardRegistrar.Registration.CodeSent#reference}.
 */
public interface TokenRemover {

    Scheme scheme();

    /**
     * Whether the token certainly pays no more; also true when it never did. Any other outcome is asked about again.
     */
    Mono<Boolean> remove(String railToken);
}
