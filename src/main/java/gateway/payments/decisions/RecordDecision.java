package gateway.payments.decisions;

import gateway.platform.journal.Part;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.List;

/**
 * Keeps what was decided about money that somebody wants to move, in the entry that follows from it.
 *
 * @param payment the payment's id; of everything else the id under which limits count it
 * @param customer who pays; who receives what comes through an operator or from abroad
 * @param step 1 when it is made, 2 when it is confirmed (an operator's top-up: performed), 3 when the bank has decided
 */
public record RecordDecision(
        About about,
        PaymentId payment,
        CustomerId customer,
        int step,
        Outcome outcome,
        Instant at,
        List<Judgement> judgements)
        implements Part {

    public static final int MADE = 1;
    public static final int CONFIRMED = 2;
    public static final int REVIEWED = 3;

    public RecordDecision {
        judgements = List.copyOf(judgements);
    }

    /** About a payment. */
    public RecordDecision(
            PaymentId payment, CustomerId customer, int step, Outcome outcome, Instant at, List<Judgement> judgements) {
        this(About.PAYMENT, payment, customer, step, outcome, at, judgements);
    }

    /** As lists for people name what it is about. */
    public String name() {
        return about.kind() == About.Kind.PAYMENT
                ? payment.toString()
                : about.kind().code() + " " + payment.value();
    }
}
