package gateway.payments;

import java.util.UUID;

/**
 * That two people of the bank let a payment go which waited for them.
 *
 * @param act of {@code gateway.approvals}; it names who approved
 * @param reason of whoever proposed it
 */
public record ReviewRelease(UUID act, String proposedBy, String reason) {}
