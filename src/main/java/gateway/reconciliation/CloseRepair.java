package gateway.reconciliation;

import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.TransferId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * That a break is repaired by a transfer of the same entry; the repair becomes a line of our own book. Refused with
 * {@link NotRepairing} when it was repaired before.
 *
 * @param day of the break, with whose lines the repair is compared
 */
public record CloseRepair(Breaks.Stored repaired, TransferId transfer, LocalDate day, Instant at) implements Part {

    public UUID id() {
        return repaired.id();
    }

    /** No entry of this break is to be posted. */
    public record NotRepairing(UUID id) implements Refusal {}
}
