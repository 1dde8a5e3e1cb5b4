package gateway.webhooks.delivery;

import reactor.core.publisher.Mono;

/** Somebody who takes webhooks. */
interface Partner {

    /** Emits what came back, in time whatever happens, and never errors. */
    Mono<Said> tell(Message message);
}
