package gateway.corebanking;

import gateway.corebanking.AccountMap.Mapped;
import reactor.core.publisher.Mono;

/** The core banking system. Its protocol is ours, because none is public; another one is another implementation. */
interface CoreBank {

    /** Never errors, and answers within its deadline. */
    Mono<CoreAnswer> post(CoreDocument document, Mapped accounts);
}
