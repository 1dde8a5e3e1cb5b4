package gateway.reconciliation;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How two books can disagree about a movement; the first that applies names it. */
public enum BreakKind {
    CURRENCY("Ask for a reversal there and send it again in the right currency"),
    MISSING_HERE("Book it against suspense, then find whose it is"),
    MISSING_THERE("Ask the counterparty; take it back to suspense when they deny it"),
    MISSING_AT_BANK("Send its document to the bank again"),
    TIMING("Wait: it closes by itself when the other side books it"),
    STATUS("Ask what became of it; take it back to suspense when it failed there"),
    DUPLICATE_THERE("Ask for a reversal of one; book it against suspense until then"),
    DUPLICATE_AT_BANK("Have one of them reversed at the bank"),
    DUPLICATE_HERE("Take one of ours back to suspense"),
    FEE("Claim the difference, or correct the agreed fee"),
    REVERSED("Reverse it on the other side too, or book the difference against suspense"),
    AMOUNT("Book the difference against suspense, then find who is right");

    private final String proposal;

    BreakKind(String proposal) {
        this.proposal = proposal;
    }

    /** What to do about it. */
    public String proposal() {
        return proposal;
    }

    /** As it is written everywhere. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty when there is none of that name. */
    public static Optional<BreakKind> find(String code) {
        return Stream.of(values()).filter(it -> it.code().equals(code)).findFirst();
    }
}
