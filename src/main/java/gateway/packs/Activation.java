package gateway.packs;

import java.time.Instant;

/**
 * A pack that was put in force.
 *
 * @param number larger than that of every activation before it
 */
record Activation(long number, String kind, String text, Instant at) {}
