package gateway.packs;

import gateway.rulebook.UnfitPack;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pack of one kind that is in force on this node: the one it was configured with, until the bank has activated
 * another. Declared as a bean by the module that reads it.
 */
public final class InForce<T> implements Supplier<T> {

    private final PackKind<T> kind;
    private volatile Standing<T> standing;
    private volatile boolean known;
    private volatile long unreadable;

    private InForce(PackKind<T> kind, Standing<T> standing, boolean known) {
        this.kind = kind;
        this.standing = standing;
        this.known = known;
    }

    /** @param number of its activation; 0 for the one the node was configured with */
    private record Standing<T>(long number, @Nullable Instant since, T pack) {}

    /** Throws {@link UnfitPack}. */
    public static <T> InForce<T> configured(PackKind<T> kind, String text) {
        return new InForce<>(kind, new Standing<>(0, null, kind.read(text)), false);
    }

    /** For who needs no activation, such as a test. */
    public static <T> InForce<T> always(PackKind<T> kind, T pack) {
        return new InForce<>(kind, new Standing<>(0, null, pack), true);
    }

    /** The same, for who never asks what was activated, such as a part of the program that is tested by itself. */
    public InForce<T> asConfigured() {
        return new InForce<>(kind, standing, true);
    }

    /**
     * Throws {@link PackProblem#PACKS_UNKNOWN} until this node has asked once what was activated, and where it can read
     * nothing of that: nobody pays by rules that may be over.
     */
    @Override
    public T get() {
        if (!known) {
            throw PackProblem.PACKS_UNKNOWN.because("Try again in a moment").with("retryAfter", 1);
        }
        return standing.pack();
    }

    /** What is in force as far as this node knows; to be looked at, not to pay by. */
    public T lastKnown() {
        return standing.pack();
    }

    /** Whether {@link #get} answers; background work that goes by rules waits for it. */
    public boolean isKnown() {
        return known;
    }

    String name() {
        return kind.name();
    }

    long number() {
        return standing.number();
    }

    @Nullable
    Instant since() {
        return standing.since();
    }

    /**
     * Nothing newer was activated than what is in force here, as far as this node can read it. The configured pack ends
     * with the first activation, also where that one cannot be read.
     */
    void isCurrent() {
        known = unreadable == 0 || standing.number() > 0;
    }

    /** Throws {@link UnfitPack} and keeps what is in force. */
    void take(Activation activation) {
        unreadable = Math.max(unreadable, activation.number());
        var pack = kind.read(activation.text());
        standing = new Standing<>(activation.number(), activation.at(), pack);
        if (unreadable <= activation.number()) {
            unreadable = 0;
        }
    }

    /** The activation that should be in force and whose pack cannot be read here; 0 when there is none. */
    long unreadable() {
        return unreadable;
    }

    /** Throws {@link UnfitPack} when the text may not take the place of that other one. */
    void check(@Nullable String before, String after, Instant now) {
        kind.checkSuccession(before == null ? standing.pack() : kind.read(before), kind.read(after), now);
    }
}
