package gateway.crossborder;

import gateway.ledger.PostTransfers.Transfer;
import java.util.List;

/** What follows from an input. */
sealed interface RemittanceStep {

    /** It moves on, and these transfers with it. */
    record Moved(Remittance next, List<Transfer> transfers) implements RemittanceStep {

        public Moved {
            transfers = List.copyOf(transfers);
        }
    }

    /** Nothing new. */
    record AlreadyDone() implements RemittanceStep {}

    /** It cannot be true beside what was said before; a person has to look, and nothing else changes. */
    record Contradiction(Remittance next) implements RemittanceStep {}

    /** It cannot be done now. */
    record Rejected(CrossBorderProblem problem) implements RemittanceStep {}
}
