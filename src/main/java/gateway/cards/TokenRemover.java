package gateway.cards;

import reactor.core.publisher.Mono;

/** How a rail that keeps cards forgets one. A rail whose tokens pay nothing by themselves brings none. */
public interface TokenRemover {

    Scheme scheme();

    /**
     * Whether the token certainly pays no more; also true when it never did. Any other outcome is asked about again.
     */
    Mono<Boolean> remove(String railToken);
}
