package gateway.limits;

import gateway.limits.Meter.Reading;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.CustomerId;
import java.time.Instant;
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
    private final Map<Whose, PersonalMax> personal = new HashMap<>();
    private final Map<CounterKey, Stood> wallets = new HashMap<>();

    private record Whose(CustomerId customer, String limit) {}

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

    /**
     * How a wallet stood when the batch looked.
     *
     * @param posted what was in it
     * @param givenBack of what was on its way by then: arrived, or called off
     */
    record Stood(long posted, long givenBack) {

        static final Stood EMPTY = new Stood(0, 0);
    }

    void put(CounterKey key, Stood found) {
        wallets.put(key, found);
    }

    void put(CounterKey key, long taken, long givenBack) {
        counts.put(key, new Count(true, taken, givenBack));
    }

    void put(Question question, Seen found) {
        seen.put(question, found);
    }

    void put(PersonalMax found) {
        personal.put(new Whose(found.customer(), found.limit()), found);
    }

    /** The customer's own maximum of that limit, which holds in place of the rule's; null where they have none. */
    @Nullable
    PersonalMax personal(CustomerId holder, Instant at, String limit) {
        var own = personal.isEmpty() ? null : personal.get(new Whose(holder, limit));
        return own == null || !own.holds(at) ? null : own;
    }

    Map<CounterKey, Count> counts() {
        return counts;
    }

    /** The first limit or meter that speaks against the use; null when none does. */
    @Nullable
    Refusal check(CountUse use) {
        var claim = exceeded(use);
        if (claim == null) {
            return moved(use);
        }
        var refusal = refusal(claim, use);
        return claim.holder().equals(use.customer()) ? refusal : new PayeeLimitRefusal(refusal);
    }

    private @Nullable CountMoved moved(CountUse use) {
        return use.metered().stream()
                .filter(it -> overflows(use, it) || !it.holds().test(reading(use, it)))
                .findFirst()
                .map(it -> new CountMoved(it.meter().name()))
                .orElse(null);
    }

    // What cannot be added up is no reason to fail those who share the batch.
    private boolean overflows(CountUse use, Metered it) {
        return use.taken(it).stream().anyMatch(taken -> count(taken.key()).taken > Long.MAX_VALUE - taken.units());
    }

    private Reading reading(CountUse use, Metered it) {
        var used = use.taken(it).stream()
                .map(taken -> count(taken.key()))
                .map(count -> Math.subtractExact(count.taken, count.givenBack))
                .toList();
        return new Reading(used.get(0), used.get(1), used.get(2));
    }

    /** The first limit that speaks against the use; null when none does. */
    @Nullable
    LimitRefusal refusal(CountUse use) {
        var claim = exceeded(use);
        return claim == null ? null : refusal(claim, use);
    }

    private @Nullable Claim exceeded(CountUse use) {
        for (var claim : use.claims()) {
            if (room(claim, use).isTooSmall()) {
                return claim;
            }
        }
        return null;
    }

    private LimitRefusal refusal(Claim claim, CountUse use) {
        var room = room(claim, use);
        var own = room.personal();
        return LimitRefusal.of(claim, room.left(), own == null ? null : own.id());
    }

    /**
     * What one limit leaves to a use.
     *
     * @param personal the customer's own maximum that holds; null for the rule's
     */
    record Room(long left, long needed, @Nullable PersonalMax personal) {

        boolean isTooSmall() {
            // Whoever needs nothing keeps what they have, also where there is more of it than allowed by now.
            return needed > 0 && left < needed;
        }
    }

    Room room(Claim claim, CountUse use) {
        var own = personal(claim.holder(), use.at(), claim.limit().id());
        long max = own == null ? claim.limit().max() : own.max();
        return new Room(left(claim, use, max), needed(claim, use), own);
    }

    private long needed(Claim claim, CountUse use) {
        return claim.limit().measure() == Measure.PAYEES && isKnown(claim, use)
                ? 0
                : claim.taken().units();
    }

    private long left(Claim claim, CountUse use, long max) {
        if (!claim.limit().counts()) {
            return max;
        }
        var count = count(claim.key());
        if (claim.limit().isOfBalance()) {
            return besideWallet(claim, max, count);
        }
        if (!claim.limit().keepsUses()) {
            return Math.subtractExact(max, Math.subtractExact(count.taken, count.givenBack));
        }
        var found = found(claim, use);
        if (claim.limit().measure() == Measure.PAYEES) {
            long others = since(found, count.takenBefore);
            return max - found.payees() - others - fresh(claim.key()).size();
        }
        return Math.subtractExact(Math.subtractExact(max, found.units()), since(found, count.taken));
    }

    // A count that was there at the look and is gone was forgotten, long after all that it counted: it gives no room.
    private static long since(Seen found, long taken) {
        return Math.max(0, Math.subtractExact(taken, found.takenThen()));
    }

    // Whatever has ended since the look may have arrived, so it counts; what left the wallet meanwhile does, too.
    private long besideWallet(Claim claim, long max, Count count) {
        var stood = wallets.getOrDefault(claim.key(), Stood.EMPTY);
        long coming = Math.subtractExact(count.taken, stood.givenBack());
        return Math.subtractExact(Math.subtractExact(max, stood.posted()), coming);
    }

    private boolean isKnown(Claim claim, CountUse use) {
        return found(claim, use).payeeKnown() || fresh(claim.key()).contains(use.payee());
    }

    void take(CountUse use) {
        for (var claim : use.counted()) {
            if (claim.limit().measure() == Measure.PAYEES && !isKnown(claim, use)) {
                newPayees.computeIfAbsent(claim.key(), _ -> new HashSet<>()).add(use.payee());
            }
        }
        use.taken().forEach(this::add);
        use.arrived().forEach(this::giveBack);
    }

    private void add(Taken taken) {
        var count = count(taken.key());
        count.taken = Math.addExact(count.taken, taken.units());
        count.changed = true;
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
