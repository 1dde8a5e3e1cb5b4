package gateway.platform.http;

import org.jspecify.annotations.Nullable;

/**
 * A write that says everything in its path and changes nothing when it is repeated, so that its idempotency key is the
 * client's choice: with one the first answer is given again, without one what is true by then.
 */
public record RepeatableRequest(@Nullable IdempotencyKey key, RequestFingerprint fingerprint) {}
