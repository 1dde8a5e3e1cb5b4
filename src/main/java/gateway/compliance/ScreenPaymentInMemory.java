package gateway.compliance;

import gateway.compliance.PaymentScreening.Outcome;
import gateway.compliance.Verdict.Match;
import gateway.compliance.matching.ListIndex;
import gateway.compliance.matching.Screen;
import gateway.rulebook.Version;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Screens both sides against the lists that are in force at this moment. Without one that was in force before this node
 * started, the bank's policy for that decides, unless what is there speaks against the payment.
 */
final class ScreenPaymentInMemory implements ScreenPayment {

    private final OpenMatches matches;
    private final Supplier<ListIndex> lists;
    private final Supplier<List<String>> missing;
    private final boolean required;
    private final Supplier<ListsPolicy> policy;
    private final Clock clock;

    /**
     * @param missing lists that should be there and are not
     * @param required whether there has to be a list at all
     * @param policy what holds without what should be there
     */
    ScreenPaymentInMemory(
            OpenMatches matches,
            Supplier<ListIndex> lists,
            Supplier<List<String>> missing,
            boolean required,
            Supplier<ListsPolicy> policy,
            Clock clock) {
        this.matches = matches;
        this.lists = lists;
        this.missing = missing;
        this.required = required;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public PaymentScreening of(@Nullable Party payer, @Nullable Party payee, Occasion occasion) {
        var now = clock.instant();
        var rule = matches.rule();
        var inputs = new TreeMap<String, String>();
        // What is missing first: a list that comes meanwhile is in the index that is read after that.
        var gone = missing.get();
        var index = lists.get();
        boolean none = index.versions().isEmpty();
        var least = least(gone, none, occasion, inputs, now);
        if (none) {
            inputs.put("lists", "none");
            return screening(least, List.of(), null, rule, inputs, now);
        }
        inputs.put("lists", versions(index));
        var sides = new ArrayList<Verdict>();
        var one = payer == null
                ? unknown("payer", inputs)
                : side("payer", matches.of(payer, index, rule.says(), now), inputs, sides);
        var theirs = payee == null ? Optional.<Verdict>empty() : matches.of(payee, index, rule.says(), now);
        var other = payee == null ? unknown("payee", inputs) : side("payee", theirs, inputs, sides);
        var listed = theirs.map(ScreenPaymentInMemory::listed).orElse(null);
        return screening(stricter(least, stricter(one, other)), sides, listed, rule, inputs, now);
    }

    private Outcome least(List<String> gone, boolean none, Occasion occasion, Map<String, String> inputs, Instant now) {
        if (!gone.isEmpty()) {
            inputs.put("missing-lists", String.join(", ", gone));
        } else if (!none || !required) {
            return Outcome.CLEAR;
        }
        var said = policy.get().of(occasion, now);
        var clause = said.clause();
        inputs.put("fail-policy", clause == null ? "none" : clause.name());
        return said.outcome();
    }

    private static Outcome stricter(Outcome one, Outcome other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    @Override
    public boolean isIdle() {
        return !required && missing.get().isEmpty() && lists.get().versions().isEmpty();
    }

    private static Outcome unknown(String side, Map<String, String> inputs) {
        inputs.put(side, "unknown");
        return Outcome.CLEAR;
    }

    private static Outcome side(
            String side, Optional<Verdict> verdict, Map<String, String> inputs, List<Verdict> sides) {
        if (verdict.isEmpty()) {
            inputs.put(side, "unreadable");
            return Outcome.REVIEW;
        }
        sides.add(verdict.get());
        return switch (verdict.get()) {
            case Verdict.Clear _ -> told(side, "clear", List.of(), Outcome.CLEAR, inputs);
            case Verdict.Possible it -> told(side, "possible", it.matches(), Outcome.REVIEW, inputs);
            case Verdict.Hit it -> told(side, "hit", it.matches(), Outcome.BLOCKED, inputs);
        };
    }

    // Whom it is like is said, never what anybody is called.
    private static Outcome told(
            String side, String word, List<Match> found, Outcome outcome, Map<String, String> inputs) {
        inputs.put(side, word);
        if (!found.isEmpty()) {
            var best = found.getFirst();
            inputs.put(side + "-match", "%s %s, %d".formatted(best.list(), best.entry(), best.score()));
        }
        return outcome;
    }

    private static @Nullable Match listed(Verdict verdict) {
        return verdict instanceof Verdict.Hit hit ? hit.matches().getFirst() : null;
    }

    private static String versions(ListIndex index) {
        return index.versions().stream()
                .map(list -> list.list() + " " + list.version())
                .collect(Collectors.joining(", "));
    }

    private static PaymentScreening screening(
            Outcome outcome,
            List<Verdict> sides,
            @Nullable Match listed,
            Version<Screen> rule,
            Map<String, String> inputs,
            Instant now) {
        return new PaymentScreening(outcome, sides, listed, rule.id(), rule.number(), inputs, now);
    }
}
