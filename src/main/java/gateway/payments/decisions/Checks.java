package gateway.payments.decisions;

import gateway.cards.UseCard.CardRefusal;
import gateway.compliance.PaymentScreening;
import gateway.compliance.UnrestrictedCustomers.CustomerRestricted;
import gateway.fraud.Restriction;
import gateway.fraud.RestrictionRefusal;
import gateway.ledger.TransferRefusal;
import gateway.limits.LimitRefusal;
import gateway.limits.Use;
import gateway.platform.journal.Refusal;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What checks that more than one module asks say, as it stands in a decision: one spelling of each, for replays too.
 */
public final class Checks {

    public static final String LIMITS = "limits";
    private static final String BOOKS = "books";
    private static final String SCREENING = "screening";
    private static final String COMPLIANCE = "compliance";
    private static final String ORDER = "restriction-order";
    private static final String REVIEW = "review";

    private Checks() {}

    public static Judgement screening(PaymentScreening it) {
        return screening(it, UnaryOperator.identity());
    }

    /** @param named what an input is called; sides that are looked at one by one are all called the payer at first */
    public static Judgement screening(PaymentScreening it, UnaryOperator<String> named) {
        var outcome = switch (it.outcome()) {
            case CLEAR -> Outcome.ALLOWED;
            case REVIEW -> Outcome.REVIEW;
            case BLOCKED, NOT_SCREENED -> Outcome.REFUSED;
        };
        var inputs = new TreeMap<String, String>();
        it.inputs().forEach((name, value) -> inputs.put(named.apply(name), value));
        return new Judgement(SCREENING, outcome, it.rule(), it.version(), inputs, it.at());
    }

    /**
     * Two people of compliance have decided that this customer neither pays nor is paid.
     *
     * @param side payer or payee
     */
    public static Judgement restricted(String side, Instant at) {
        var inputs = new TreeMap<>(Map.of("side", side));
        return new Judgement(COMPLIANCE, Outcome.REFUSED, "restricted-by-case", 0, inputs, at);
    }

    /** They have not. */
    public static Judgement unrestricted(String side, Instant at) {
        return Judgement.allowed(COMPLIANCE, Map.of("side", side), at);
    }

    public static Judgement order(Restriction order, Instant at) {
        var inputs = new TreeMap<>(Map.of(
                "until",
                order.until().toString(),
                "subject",
                order.subject().kind().code()));
        return new Judgement(ORDER, Outcome.REFUSED, order.order(), 0, inputs, at);
    }

    /** No order of the state is about any of these. */
    public static Judgement noOrder(String subjects, Instant at) {
        return Judgement.allowed(ORDER, Map.of("subjects", subjects), at);
    }

    /** @param inputs everything that limits go by, see {@link UseText} */
    public static Judgement limits(SortedMap<String, String> inputs, @Nullable LimitRefusal refusal, Instant at) {
        if (refusal == null) {
            return Judgement.allowed(LIMITS, inputs, at);
        }
        var all = new TreeMap<>(inputs);
        all.put("remaining", refusal.remaining());
        if (refusal.personal() != null) {
            all.put("personal", refusal.personal().toString());
        }
        return new Judgement(LIMITS, Outcome.REFUSED, refusal.limit(), refusal.version(), all, at);
    }

    public static Judgement books(Enum<?> reason, Map<String, String> inputs, Instant at) {
        var code = reason.name().toLowerCase(Locale.ROOT);
        return new Judgement(BOOKS, Outcome.REFUSED, code, 0, new TreeMap<>(inputs), at);
    }

    /** What people of the bank say of something that waits for them. */
    public static Judgement review(Outcome outcome, Map<String, String> inputs, Instant at) {
        return new Judgement(REVIEW, outcome, null, 0, new TreeMap<>(inputs), at);
    }

    /**
     * What spoke against an entry; empty for what is no check's.
     *
     * @param side on which the one customer is whom the entry is about
     */
    public static Optional<Judgement> refusal(Refusal refusal, String side, Use use, Instant at) {
        return switch (refusal) {
            case LimitRefusal it -> Optional.of(limits(UseText.inputs(use), it, at));
            case RestrictionRefusal(var order) -> Optional.of(order(order, at));
            case CustomerRestricted _ -> Optional.of(restricted(side, at));
            case TransferRefusal(var _, var reason) -> Optional.of(books(reason, UseText.inputs(use), at));
            case CardRefusal it -> Optional.of(books(it, UseText.inputs(use), at));
            default -> Optional.empty();
        };
    }
}
