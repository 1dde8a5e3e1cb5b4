package gateway.payments.decisions;

import gateway.limits.Circumstances;
import gateway.limits.Use;
import gateway.rulebook.Operation;
import gateway.shared.ids.CardId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** A use as it is kept with a decision, and back. */
public final class UseText {

    private static final String BEFORE = "before";

    private UseText() {}

    public static SortedMap<String, String> inputs(Use use) {
        var inputs = new TreeMap<String, String>();
        inputs.put("minor", String.valueOf(use.amount().minor()));
        inputs.put("asset", use.amount().asset().code());
        inputs.put("operation", use.operation().code());
        inputs.put("payee", use.payee().toString());
        if (use.card() != null) {
            inputs.put("card", use.card().toString());
        }
        if (use.rail() != null) {
            inputs.put("rail", use.rail());
        }
        if (use.category() != null) {
            inputs.put("category", use.category());
        }
        addUnder(inputs, use.under());
        return inputs;
    }

    /**
     * The same of more of what counted as one before.
     *
     * @param before so much of it
     */
    public static SortedMap<String, String> inputs(Use more, Money before) {
        var inputs = inputs(more);
        inputs.put(BEFORE, String.valueOf(before.minor()));
        return inputs;
    }

    /** What counted as one with it before; empty for one of its own. */
    public static Optional<Money> before(SortedMap<String, String> inputs) {
        return Optional.ofNullable(inputs.get(BEFORE))
                .map(minor -> new Money(Long.parseLong(minor), Asset.of(value(inputs, "asset"))));
    }

    private static void addUnder(SortedMap<String, String> inputs, Circumstances under) {
        if (under.tier() != null) {
            inputs.put("tier", under.tier().toString());
        }
        if (under.device() != null) {
            inputs.put("device", under.device().toString());
        }
        if (under.country() != null) {
            inputs.put("country", under.country());
        }
        inputs.put("channel", under.channel());
    }

    /** Of a decision whose limits were asked with these inputs. */
    public static Use use(RecordDecision decision, SortedMap<String, String> inputs) {
        var card = inputs.get("card");
        return new Use(
                decision.payment().value(),
                decision.at(),
                new Money(Long.parseLong(value(inputs, "minor")), Asset.of(value(inputs, "asset"))),
                decision.customer(),
                operation(value(inputs, "operation")),
                card == null ? null : CardId.parse(card).orElseThrow(),
                inputs.get("rail"),
                UUID.fromString(value(inputs, "payee")),
                inputs.get("category"),
                under(inputs));
    }

    private static Circumstances under(SortedMap<String, String> inputs) {
        var tier = inputs.get("tier");
        var device = inputs.get("device");
        return new Circumstances(
                tier == null ? null : Integer.valueOf(tier),
                device == null ? null : UUID.fromString(device),
                inputs.get("country"),
                inputs.getOrDefault("channel", Circumstances.UNKNOWN.channel()));
    }

    private static String value(SortedMap<String, String> inputs, String name) {
        return Objects.requireNonNull(inputs.get(name), name);
    }

    private static Operation operation(String code) {
        return Stream.of(Operation.values())
                .filter(it -> it.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
