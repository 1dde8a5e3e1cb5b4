package gateway.payments.decisions;

import gateway.platform.journal.Part;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.List;

/**
 * Keeps what was decided about a payment, in the entry that follows from it.
 *
 * @param step 1 when the payment is made, 2 when its customer has confirmed it, 3 when the bank has decided about it
 */
public record RecordDecision(
        PaymentId payment, CustomerId customer, int step, Outcome outcome, Instant at, List<Judgement> judgements)
        implements Part {

    public static final int MADE = 1;
    public static final int CONFIRMED = 2;
    public static final int REVIEWED = 3;

    public RecordDecision {
        judgements = List.copyOf(judgements);
    }
}
