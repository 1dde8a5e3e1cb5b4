package gateway.processors.correspondent.sending;

import gateway.platform.journal.Part;
import gateway.processors.correspondent.Recall;
import java.time.Instant;

/** Asks a transfer back; the message is written when the transfer's own message has been read. */
record SendRecall(Recall recall, Instant at) implements Part {}
