package gateway.issuing;

import gateway.limits.Use;
import gateway.payments.decisions.About;
import gateway.payments.decisions.Checks;
import gateway.payments.decisions.RecordDecision;
import gateway.payments.decisions.UseText;
import gateway.platform.journal.Refusal;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of decisions about uses of cards: of what the network asked, not of what it told. Neither numbers nor
 * codes are in it, only whether they were right.
 */
final class UseTrail {

    private static final String CARD = "card";
    private static final String SIDE = "payer";
    private static final String SUBJECTS = "customer, account, card";

    private UseTrail() {}

    /**
     * What limits were asked.
     *
     * @param before what of the same purchase counted before; null for a new one
     */
    record Counted(Use use, @Nullable Money before) {

        SortedMap<String, String> inputs() {
            return before == null ? UseText.inputs(use) : UseText.inputs(use, before);
        }
    }

    /** The message is answered yes. */
    static RecordDecision allowed(
            UUID id, NetworkMessage message, IssuedCard card, Purchase purchase, @Nullable Counted counted) {
        var at = purchase.at();
        var said = new ArrayList<Judgement>();
        said.add(Judgement.allowed(CARD, inputs(message, purchase), at));
        said.add(Checks.unrestricted(SIDE, at));
        said.add(Checks.noOrder(SUBJECTS, at));
        if (counted != null) {
            said.add(Checks.limits(counted.inputs(), null, at));
        }
        return decision(id, card, Outcome.ALLOWED, at, said);
    }

    /** It is answered no. */
    static RecordDecision refused(UUID id, IssuedCard card, Judgement against) {
        return decision(id, card, Outcome.REFUSED, against.at(), List.of(against));
    }

    /** What spoke against it: an entry's refusal, or without one the card, its controls and the message itself. */
    static Judgement against(
            NetworkMessage message,
            Purchase purchase,
            Reason reason,
            @Nullable Refusal refusal,
            @Nullable Counted counted) {
        var at = purchase.at();
        if (refusal != null && counted != null) {
            var said = Checks.refusal(refusal, SIDE, counted.use(), at);
            if (said.isPresent()) {
                return counted.before() == null ? said.get() : with(said.get(), counted);
            }
        }
        if (reason == Reason.NOT_POSSIBLE) {
            return Checks.restricted(SIDE, at);
        }
        return new Judgement(CARD, Outcome.REFUSED, reason.slug(), 0, inputs(message, purchase), at);
    }

    private static Judgement with(Judgement said, Counted counted) {
        var inputs = new TreeMap<>(counted.inputs());
        inputs.putAll(said.inputs());
        return new Judgement(said.check(), said.outcome(), said.rule(), said.version(), inputs, said.at());
    }

    private static SortedMap<String, String> inputs(NetworkMessage message, Purchase purchase) {
        var inputs = new TreeMap<>(Map.of(
                "asked", message.kind().code(),
                "amount", message.amount().toString(),
                "channel", code(purchase.channel()),
                "category", purchase.category(),
                "merchant", purchase.merchant(),
                "country", purchase.country(),
                "pin", code(purchase.pin()),
                "code", code(purchase.code())));
        if (message.refund()) {
            inputs.put("refund", "true");
        }
        return inputs;
    }

    private static String code(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static RecordDecision decision(
            UUID id, IssuedCard card, Outcome outcome, Instant at, List<Judgement> said) {
        return new RecordDecision(
                About.use(card.id()), new PaymentId(id), card.owner(), RecordDecision.MADE, outcome, at, said);
    }
}
