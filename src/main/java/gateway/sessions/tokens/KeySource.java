package gateway.sessions.tokens;

import reactor.core.publisher.Mono;

/** Where the keys of the moment come from. */
@FunctionalInterface
interface KeySource {

    Mono<KeyRing> ring();
}
