package gateway.inbound;

import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;

/**
 * Stores an arrival as it is after a transition: version 1 is inserted, a later version replaces exactly the one before
 * it.
 */
public record WriteArrival(Arrival arrival) implements Part {

    /** Somebody else moved it first, or made it known first. */
    public record ArrivalMoved() implements Refusal {}
}
