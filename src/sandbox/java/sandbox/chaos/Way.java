package sandbox.chaos;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a thing may go through its life, as its events tell it: the drawings of the product's documents, written down a
 * second time.
 *
 * @param prefix what its events' types begin with
 * @param begins what the first event may say, and versions the thing may have then
 * @param next from what to what; where nothing follows it ends
 * @param silent where it may move on without an event, by one version each time
 */
record Way(String prefix, Begins begins, Map<String, Set<String>> next, Set<String> silent) {

    private static final Map<String, Set<String>> PAYING = Map.ofEntries(
            entry(
                    "action_required",
                    Set.of("in_review", "debiting", "crediting", "completed", "cancelled", "declined")),
            entry("in_review", Set.of("debiting", "crediting", "completed", "cancelled", "declined")),
            entry(
                    "debiting",
                    Set.of("completed", "crediting", "declined", "debit_unknown", "awaiting_payer", "withdrawing")),
            entry(
                    "debit_unknown",
                    Set.of("completed", "crediting", "declined", "needs_operator", "awaiting_payer", "withdrawing")),
            entry("awaiting_payer", Set.of("completed", "crediting", "declined", "withdrawing")),
            entry("withdrawing", Set.of("declined", "cancelled", "reversing", "needs_operator")),
            entry("crediting", Set.of("completed", "declined", "reversing", "credit_unknown")),
            entry("credit_unknown", Set.of("completed", "declined", "reversing", "needs_operator")),
            entry("reversing", Set.of("reversed", "needs_operator")));

    private static final Begins PAID =
            new Begins(Set.of("action_required", "in_review", "debiting", "crediting", "completed"), Set.of(1));

    /** By name, as {@link Histories} asks for them. What a rail is asked about again and again says so once. */
    private static final Map<String, Way> ALL = Map.of(
            "payment",
            new Way(
                    "payment.",
                    PAID,
                    PAYING,
                    Set.of(
                            "debiting",
                            "debit_unknown",
                            "awaiting_payer",
                            "withdrawing",
                            "credit_unknown",
                            "reversing")),
            "payment by one rail",
            new Way(
                    "payment.",
                    PAID,
                    PAYING,
                    Set.of("debit_unknown", "awaiting_payer", "withdrawing", "credit_unknown", "reversing")),
            "refund",
            new Way(
                    "refund.",
                    new Begins(Set.of("refunding", "refunded"), Set.of(1)),
                    Map.of(
                            "refunding",
                            Set.of("refunded", "declined", "refund_unknown"),
                            "refund_unknown",
                            Set.of("refunded", "declined", "needs_operator")),
                    Set.of("refund_unknown")),
            // Operators that announce nothing pay in the first version.
            "top-up",
            new Way(
                    "topup.",
                    new Begins(Set.of("completed"), Set.of(1, 2)),
                    Map.of("completed", Set.of("returned")),
                    Set.of()),
            "top-up of a card",
            new Way(
                    "topup.",
                    new Begins(Set.of("completed"), Set.of(1, 2)),
                    Map.of("completed", Set.of("kept"), "kept", Set.of("returned")),
                    Set.of("completed")),
            "invoice",
            new Way("invoice.", new Begins(Set.of("paid"), Set.of(1, 2)), Map.of("paid", Set.of("returned")), Set.of()),
            // What people look at is one version older when it ends.
            "arrival",
            new Way("arrival.", new Begins(Set.of("completed", "failed"), Set.of(2, 3)), Map.of(), Set.of()),
            "arrival for a card",
            new Way(
                    "arrival.",
                    new Begins(Set.of("completed", "failed"), Set.of(2, 3)),
                    Map.of("completed", Set.of("kept")),
                    Set.of("completed")),
            "remittance",
            new Way(
                    "remittance.",
                    new Begins(Set.of("awaiting_payment", "sent"), Set.of(1)),
                    Map.of(
                            "awaiting_payment", Set.of("awaiting_payment", "not_paid", "sent", "giving_back"),
                            "not_paid", Set.of("not_paid"),
                            "sent", Set.of("sent", "accepted", "settled", "credited", "giving_back"),
                            "accepted", Set.of("accepted", "settled", "credited", "giving_back"),
                            "settled", Set.of("settled", "credited", "giving_back"),
                            "credited", Set.of("credited", "giving_back"),
                            "giving_back", Set.of("giving_back", "given_back"),
                            "given_back", Set.of("given_back")),
                    Set.of()));

    /** How it may begin. */
    record Begins(Set<String> words, Set<Integer> versions) {}

    /** An event without its prefix. */
    record Said(int version, String word) {

        @Override
        public String toString() {
            return version + " " + word;
        }
    }

    static Way of(String name) {
        return Optional.ofNullable(ALL.get(name)).orElseThrow(() -> new IllegalArgumentException(name));
    }

    boolean isLegal(List<Said> said) {
        boolean legal = begins.words().contains(said.getFirst().word());
        for (int i = 1; i < said.size(); i++) {
            legal &= next.getOrDefault(said.get(i - 1).word(), Set.of())
                    .contains(said.get(i).word());
        }
        return legal;
    }

    /** @param version how often the thing itself has moved on */
    boolean hasGap(List<Said> said, int version) {
        boolean gap = !begins.versions().contains(said.getFirst().version());
        for (int i = 1; i < said.size(); i++) {
            gap |= isGap(said.get(i - 1), said.get(i).version() - 1);
        }
        return gap || isGap(said.getLast(), version);
    }

    private boolean isGap(Said said, int version) {
        return silent.contains(said.word()) ? version < said.version() : version != said.version();
    }
}
