package gateway.platform.journal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes an idempotency key, once.
 *
 * @param scope whose key it is: the shard's customer or partner
 * @param key as the client sent it
 * @param fingerprint SHA-256 of method, path and body
 * @param subject what the key now stands for, such as a payment's id
 */
public record ClaimKey(int shard, UUID scope, String key, byte[] fingerprint, UUID subject) implements Part {

    /** The key was taken before. */
    public sealed interface KeyRefusal extends Refusal {}

    /** Same key, same request. {@code answer} is what the first request was told, null while it is still running. */
    public record Duplicate(UUID subject, @Nullable StoredAnswer answer) implements KeyRefusal {}

    /** Same key, another request. */
    public record KeyReused() implements KeyRefusal {}

    /** An HTTP answer as it was first given; a repeat gets the same bytes. */
    public record StoredAnswer(int status, byte[] body) {}
}
