package gateway.limits;

import gateway.platform.journal.Refusal;

/**
 * The payee's wallet may not hold that much. Whoever pays is not told how much it holds, nor what its owner's maximum
 * is.
 *
 * @param limit what speaks against it, for the bank's eyes
 */
public record PayeeLimitRefusal(LimitRefusal limit) implements Refusal {}
