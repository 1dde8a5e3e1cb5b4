package gateway.webhooks.delivery;

import java.time.Instant;

/**
 * An attempt that is over.
 *
 * @param at when it began
 */
record Done(Due due, Instant at, long millis, Said said, Verdict verdict) {}
