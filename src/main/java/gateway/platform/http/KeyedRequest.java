package gateway.platform.http;

/**
 * A write as a controller takes it: its idempotency key, the fingerprint of its exact bytes, and its body as a strictly
 * read record ({@link NoBody} when it has none). By the time a controller sees one, all three are right.
 */
public record KeyedRequest<T>(IdempotencyKey key, RequestFingerprint fingerprint, T body) {

    /** Its key and fingerprint, for whoever remembers answers. */
    public RepeatableRequest named() {
        return new RepeatableRequest(key, fingerprint);
    }

    /** For a write that says everything in its path. */
    public record NoBody() {}
}
