package gateway.processors.correspondent.sending;

import gateway.processors.correspondent.postgres.OutgoingMessages.Outgoing;
import reactor.core.publisher.Mono;

/** A way to one correspondent. Never errors; the same message may be handed over any number of times. */
interface Transport {

    Mono<Delivery> deliver(Outgoing message);
}
