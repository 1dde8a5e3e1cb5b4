package gateway.payments;

import gateway.payments.Payments.Order;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What is asked about a payment before it begins, beside its price, limits and the books. */
public interface Controls {

    /** @param first whether the customer pays a person or card for the first time */
    Mono<Ruling> judge(PaymentId id, Order order, Instant now, boolean first);

    /** The entry that made it is committed: later payments are judged with it. */
    Mono<Void> opened(PaymentId payment, Ruling ruling);

    /** The books refused its entry, perhaps because of what a check had put there. */
    Mono<Void> refused(PaymentId payment, Refusal refusal);

    /**
     * Whether something has come to speak against a payment that waited, as far as this node remembers; what counts is
     * what {@link #beforeItBegins} puts into its entry.
     */
    boolean forbids(Payment payment);

    /** What the state's orders and the bank's own decisions may still have to say when a waiting payment begins. */
    List<Part> beforeItBegins(Payment payment);

    /**
     * What they may have to say when a payment is given back. Out of a wallet that is a payment of whoever owns it; out
     * of a merchant's account money comes home to the customer, which nothing forbids.
     */
    List<Part> beforeItGoesBack(Payment payment);

    /** What has to be remembered of money that has moved. */
    List<Part> moved(Payment payment, Instant at);

    /**
     * What all checks said together.
     *
     * @param outcome the strictest
     * @param refusal what the customer hears; null unless refused
     * @param parts belong into the entry that opens the payment
     * @param detail what the implementation wants to be reminded of
     * @param counted what limits and fees count with it
     */
    record Ruling(
            Outcome outcome,
            List<Judgement> judgements,
            @Nullable BookRefusal refusal,
            List<Part> parts,
            Object detail,
            Counted counted) {

        /** Nothing speaks against it, and nothing has to be remembered. */
        public static final Ruling NOTHING = new Ruling(Outcome.ALLOWED, List.of(), null, List.of(), Outcome.ALLOWED);

        public Ruling {
            judgements = List.copyOf(judgements);
            parts = List.copyOf(parts);
        }

        /** Before anything is counted. */
        public Ruling(
                Outcome outcome,
                List<Judgement> judgements,
                @Nullable BookRefusal refusal,
                List<Part> parts,
                Object detail) {
            this(outcome, judgements, refusal, parts, detail, Counted.NOTHING);
        }

        Ruling counting(Counted with) {
            return new Ruling(outcome, judgements, refusal, parts, detail, with);
        }

        boolean wantsCode() {
            return judgements.stream().anyMatch(judgement -> judgement.outcome() == Outcome.STEP_UP);
        }

        boolean wantsReview() {
            return outcome == Outcome.REVIEW;
        }
    }
}
