package gateway.issuing;

import gateway.issuing.Purchase.Secret;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a message of the network and our answer to it change, together with the ledger's transfers in the same entry.
 *
 * @param line null where no message came: an authorisation lapsed
 * @param judge the purchase to be looked at under lock; null when there is none
 * @param binding whether what speaks against the purchase refuses the entry, or is only noted
 * @param pin counts a wrong PIN, forgets wrong ones after a right one, else nothing
 * @param guess counts a wrong code or expiry
 * @param spends in their order; none when nothing counts against the card's limits
 * @param change the authorisation as it is afterwards; its version is one more than what it must be now
 */
record NetworkWork(
        @Nullable Line line,
        @Nullable UUID chain,
        @Nullable UUID card,
        @Nullable Purchase judge,
        boolean binding,
        Secret pin,
        boolean guess,
        List<Spend> spends,
        @Nullable Authorisation change)
        implements Part {

    /** Nothing came for it in its time. */
    static NetworkWork lapse(Authorisation lapsed, List<Spend> back) {
        return new NetworkWork(null, lapsed.key().chain(), null, null, false, Secret.ABSENT, false, back, lapsed);
    }

    /** The message and its answer as they are kept. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Line(
            int shard,
            String key,
            String kind,
            byte[] fingerprint,
            String transaction,
            long amount,
            String currency,
            String merchant,
            Reason reason,
            Instant at,
            byte[] answer) {}

    /**
     * What is added to the card's count, or, if negative, taken back.
     *
     * @param at the moment under which it counts
     */
    record Spend(Instant at, long amount, long count, String merchant) {}

    /** Why a message cannot be answered like this. */
    sealed interface WorkRefusal extends Refusal {}

    /** It was answered before. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Answered(byte[] answer, boolean sameContent) implements WorkRefusal {}

    /** Something speaks against the purchase. */
    record SpokenAgainst(Reason reason) implements WorkRefusal {}

    /** Somebody else changed the authorisation since it was read. */
    record Stale() implements WorkRefusal {}
}
