package gateway.limits;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one batch in memory: what stands in the database, and what the batch's own uses add. Pure.
 *
 * <p>A count is locked and therefore right. Single uses were looked up a moment before the lock: what others took in
 * between is in the count, and counts against the limit in full, so that it is never exceeded.
 */
final class Tally {

    private final Map<CounterKey, Count> counts = new LinkedHashMap<>();
    private final Map<Question, Seen> seen = new HashMap<>();
    private final Map<CounterKey, Set<UUID>> newPayees = new HashMap<>();

    /** One count, with what the batch changes. */
    static final class Count {

        private final boolean stored;
        private final long takenBefore;
        private long taken;
        private long givenBack;
        private boolean changed;

        Count(boolean stored, long taken, long givenBack) {
            this.stored = stored;
            this.takenBefore = taken;
            this.taken = taken;
            this.givenBack = givenBack;
        }

        boolean isStored() {
            return stored;
        }

        boolean isChanged() {
            return changed;
        }

        long taken() {
            return taken;
        }

        long givenBack() {
            return givenBack;
        }
    }

    /** One use's look at one count's single uses. */
    record Question(CounterKey key, UUID use) {}

    /**
     * The single uses within the window.
     *
     * @param payees how many different ones
     * @param payeeKnown whether this use's payee is one of them
     * @param takenThen what the count said at that moment
     */
    record Seen(long units, long payees, boolean payeeKnown, long takenThen) {

        static final Seen NOTHING = new Seen(0, 0, false, 0);
    }

    void put(CounterKey key, long taken, long givenBack) {
        counts.put(key, new Count(true, taken, givenBack));
    }

    void put(Question question, Seen found) {
        seen.put(question, found);
    }

    Map<CounterKey, Count> counts() {
        return counts;
    }

    /** The first limit that speaks against the use; null when none does. */
    @Nullable
    LimitRefusal refusal(CountUse use) {
        for (var claim : use.claims()) {
            long left = left(claim, use);
            if (left < needed(claim, use)) {
                return LimitRefusal.of(claim, left);
            }
        }
        return null;
    }

    private long needed(Claim claim, CountUse use) {
        return claim.limit().measure() == Measure.PAYEES && isKnown(claim, use)
                ? 0
                : claim.taken().units();
    }

    private long left(Claim claim, CountUse use) {
        long max = claim.limit().max();
        if (!claim.limit().counts()) {
            return max;
        }
        var count = count(claim.key());
        if (!claim.limit().keepsUses()) {
            return Math.subtractExact(max, Math.subtractExact(count.taken, count.givenBack));
        }
        var found = found(claim, use);
        if (claim.limit().measure() == Measure.PAYEES) {
            long others = Math.subtractExact(count.takenBefore, found.takenThen());
            return max - found.payees() - others - fresh(claim.key()).size();
        }
        long since = Math.subtractExact(count.taken, found.takenThen());
        return Math.subtractExact(Math.subtractExact(max, found.units()), since);
    }

    private boolean isKnown(Claim claim, CountUse use) {
        return found(claim, use).payeeKnown() || fresh(claim.key()).contains(use.payee());
    }

    void take(CountUse use) {
        for (var claim : use.counted()) {
            var count = count(claim.key());
            if (claim.limit().measure() == Measure.PAYEES && !isKnown(claim, use)) {
                newPayees.computeIfAbsent(claim.key(), _ -> new HashSet<>()).add(use.payee());
            }
            count.taken = Math.addExact(count.taken, claim.taken().units());
            count.changed = true;
        }
    }

    void giveBack(Taken taken) {
        var count = count(taken.key());
        count.givenBack = Math.addExact(count.givenBack, taken.units());
        if (count.givenBack > count.taken) {
            throw new IllegalStateException("More was given back than taken: " + taken);
        }
        count.changed = true;
    }

    private Count count(CounterKey key) {
        return counts.computeIfAbsent(key, _ -> new Count(false, 0, 0));
    }

    private Seen found(Claim claim, CountUse use) {
        return Objects.requireNonNullElse(seen.get(new Question(claim.key(), use.id())), Seen.NOTHING);
    }

    private Set<UUID> fresh(CounterKey key) {
        return newPayees.getOrDefault(key, Set.of());
    }
}
