package gateway.payments;

import gateway.limits.LimitRefusal;
import gateway.limits.Use;
import gateway.payments.Payment.State;
import gateway.payments.decisions.RecordDecision;
import gateway.processors.DeclineReason;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is kept of a decision: every check in its order, the limits with all that they go by. */
final class Trail {

    private static final String LIMITS = "limits";
    private static final String BOOKS = "books";
    private static final String CONFIRMATION = "confirmation";

    private Trail() {}

    /** The payment begins. */
    static RecordDecision begun(Payment payment, int step, Instant at) {
        return decision(payment, step, Outcome.ALLOWED, at, limits(payment, Outcome.ALLOWED, null, at));
    }

    /** The customer has to confirm it first. */
    static RecordDecision waiting(Payment payment, Instant at) {
        var inputs = new TreeMap<>(Map.of("amount", payment.amount().toString()));
        var judgement = new Judgement(CONFIRMATION, Outcome.STEP_UP, null, 0, inputs, at);
        return decision(payment, RecordDecision.MADE, Outcome.STEP_UP, at, judgement);
    }

    /** Its customer has confirmed it, or the books spoke against it then; empty when nobody confirmed it. */
    static Optional<RecordDecision> decided(Payment payment, Instant at) {
        return switch (payment.state()) {
            case State.Declined it -> Optional.of(declined(payment, it.denial().reason(), at));
            case State.Cancelled _ -> Optional.empty();
            default -> Optional.of(begun(payment, RecordDecision.CONFIRMED, at));
        };
    }

    private static RecordDecision declined(Payment payment, DeclineReason reason, Instant at) {
        var judgement = new Judgement(BOOKS, Outcome.REFUSED, code(reason), 0, inputs(payment, at), at);
        return decision(payment, RecordDecision.CONFIRMED, Outcome.REFUSED, at, judgement);
    }

    private static String code(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    /** The books spoke against it; nothing begins. */
    static RecordDecision refused(Payment payment, BookRefusal no, Instant at) {
        return decision(payment, RecordDecision.MADE, Outcome.REFUSED, at, refusal(payment, no, at));
    }

    private static Judgement refusal(Payment payment, BookRefusal no, Instant at) {
        return no.limit() == null
                ? new Judgement(BOOKS, Outcome.REFUSED, code(no.kind()), 0, inputs(payment, at), at)
                : limits(payment, Outcome.REFUSED, no.limit(), at);
    }

    private static Judgement limits(Payment payment, Outcome outcome, @Nullable LimitRefusal refusal, Instant at) {
        var inputs = inputs(payment, at);
        if (refusal != null) {
            inputs.put("remaining", refusal.remaining());
        }
        return new Judgement(
                LIMITS,
                outcome,
                refusal == null ? null : refusal.limit(),
                refusal == null ? 0 : refusal.version(),
                inputs,
                at);
    }

    /** Everything a limit can go by, as {@link Use} has it: with that a decision can be made again by other rules. */
    private static SortedMap<String, String> inputs(Payment payment, Instant at) {
        return UseText.inputs(LimitedUse.of(payment, at));
    }

    private static RecordDecision decision(
            Payment payment, int step, Outcome outcome, Instant at, Judgement judgement) {
        return new RecordDecision(payment.id(), payment.customer(), step, outcome, at, List.of(judgement));
    }
}
