package gateway.corebanking;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The documents for the core banking system, from when their transfer is known to when they are accepted. */
public interface Documents {

    /**
     * Makes documents of transfers of the ledger, from where the last time ended. Emits how many. Misses none and makes
     * none twice, whatever node dies when: what is made and how far it was read are one transaction.
     */
    Mono<Long> collect(Instant now);

    /** Takes documents whose time has come, in the ledger's order, and keeps other nodes away from them until then. */
    Flux<CoreDocument> takeDue(Instant now, Instant until, int limit);

    Mono<Void> accepted(CoreDocument document, Instant now);

    /** @param dead whether nobody will try again by itself; otherwise it is an answer that will not change */
    Mono<Void> stopped(CoreDocument document, boolean dead, String code);

    Mono<Void> later(CoreDocument document, Instant next, String why);

    /** What waits for a person, oldest first. */
    Flux<Stopped> stopped(int limit);

    /** Emits whether there was such a stopped document. */
    Mono<Boolean> resend(UUID id, Instant now);

    /** One that was accepted; empty when it was not, or never was. */
    Mono<CoreDocument> accepted(UUID id);

    /** Emits whether there was such an accepted document. Joins the transaction of whoever asks. */
    Mono<Boolean> tellAgain(UUID id, Instant now);

    /** @param state {@code rejected} or {@code dead} */
    record Stopped(
            CoreDocument document, String state, @Nullable String code) {}
}
