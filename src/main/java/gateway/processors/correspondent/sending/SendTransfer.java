package gateway.processors.correspondent.sending;

import gateway.platform.journal.Part;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that sends a transfer, as it will be sent.
 *
 * @param facts digest of what it says apart from when
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record SendTransfer(String id, String correspondent, UUID uetr, byte[] facts, byte[] body, Instant at)
        implements Part {}
