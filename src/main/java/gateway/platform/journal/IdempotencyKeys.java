package gateway.platform.journal;

import gateway.platform.journal.ClaimKey.KeyRefusal;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Reads idempotency keys before work begins. A claim may still find the key taken a moment later. */
public interface IdempotencyKeys {

    /** Emits once: what speaks against claiming the key, if anything. */
    Mono<Optional<KeyRefusal>> find(int shard, UUID scope, String key, byte[] fingerprint);
}
