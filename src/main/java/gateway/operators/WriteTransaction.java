package gateway.operators;

import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;

/**
 * Stores an operator's transaction as it is after a transition: version 1 is inserted, a later version replaces exactly
 * the one before it.
 */
public record WriteTransaction(OperatorTransaction transaction) implements Part {

    /** Somebody else moved it first, or made it known first. */
    public record TransactionMoved() implements Refusal {}
}
