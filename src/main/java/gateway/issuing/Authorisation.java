package gateway.issuing;

import gateway.shared.ids.IssuedCardId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the network may take from a holder for one transaction.
 *
 * @param id what the ledger's transfers name
 * @param amount approved so far, or taken where nothing that was approved counted; {@code cleared} was taken, 0 where
 *     it was taken in other money than this
 * @param hold the ledger's hold; null where there was not enough to hold, and once it is over
 * @param counting under which moments it counts against the card's limits; comes to {@code amount}
 * @param version zero for one that is not written yet
 */
record Authorisation(
        Key key,
        UUID id,
        IssuedCardId card,
        State state,
        Money amount,
        @Nullable TransferId hold,
        Instant holdUntil,
        long cleared,
        CountedSteps counting,
        int version) {

    /** @param transaction the network's name for it */
    record Key(int shard, UUID chain, String transaction) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int shards = Integer.compare(shard, other.shard);
            int chains = shards == 0 ? chain.compareTo(other.chain) : shards;
            return chains == 0 ? transaction.compareTo(other.transaction) : chains;
        }
    }

    /** What became of it. */
    enum State {
        APPROVED,
        REVERSED,
        /** Its reversal came before it. */
        FORESTALLED,
        /**
         * Nothing came before its hold was over: it counts no longer, and is paid all the same should it be cleared.
         */
        LAPSED,
        CLEARED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** So many names has each step of a transaction. */
    static final int STEPS = 8;

    private static final int COUNTED = 6;

    /** The name of what its last step counts; the first one's is its own. */
    UUID counted() {
        return counted(id, version);
    }

    /** The names of all that its steps may have counted. */
    List<UUID> everCounted() {
        return everCounted(id, version);
    }

    /** The same of what is known of it. */
    static List<UUID> everCounted(UUID id, int version) {
        return IntStream.rangeClosed(1, version)
                .mapToObj(step -> counted(id, step))
                .toList();
    }

    private static UUID counted(UUID id, int step) {
        return step == 1 ? id : TimeOrderedIds.derive(id, step * STEPS + COUNTED);
    }

    /** The hold, if it still stands by our clock. */
    @Nullable
    TransferId liveHold(Instant now) {
        return now.isBefore(holdUntil) ? hold : null;
    }

    /** After the network asked for more. */
    Authorisation raised(Money more, Instant at, TransferId newHold, Instant until) {
        return holding(amount.plus(more), counting.raised(at, more.minor()), newHold, until);
    }

    /** After the network gave something back. */
    Authorisation lowered(Money left, @Nullable TransferId newHold, Instant until) {
        return holding(left, counting.leaving(left.minor()), newHold, until);
    }

    private Authorisation holding(Money total, CountedSteps steps, @Nullable TransferId newHold, Instant until) {
        return new Authorisation(key, id, card, State.APPROVED, total, newHold, until, cleared, steps, version + 1);
    }

    Authorisation ended(State how, long taken) {
        return new Authorisation(
                key, id, card, how, amount, null, holdUntil, Math.addExact(cleared, taken), counting, version + 1);
    }

    /**
     * Taken in the card's own money, and nothing of it counts: approved in other money, or called off before. From now
     * on it is what was taken, and counts as that.
     */
    Authorisation clearedAs(Money taken, Instant at) {
        var steps = CountedSteps.of(at, taken.minor());
        return new Authorisation(
                key, id, card, State.CLEARED, taken, null, holdUntil, taken.minor(), steps, version + 1);
    }
}
