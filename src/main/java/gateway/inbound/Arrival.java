package gateway.inbound;

import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * Money that a partner wants one of our customers to have.
 *
 * <pre>
 *   Approved ──confirm──▶ Succeeded ◀──two let it go──┐
 *      ├──confirm, a name is like one on a list──▶ InReview
 *      │                                              │
 *      └──confirm refused, time over──▶ Failed ◀──one refuses it, nobody decides──┘
 * </pre>
 *
 * @param id ours
 * @param into where the sender wants it to be
 * @param sent what leaves the partner's account
 * @param received what the customer gets
 * @param rate so'm for one unit of what is sent, as the partner was told
 * @param expiresAt until when it may be confirmed, or people of the bank may decide about it
 * @param version one more with each transition
 */
public record Arrival(
        ArrivalKey key,
        UUID id,
        CustomerId receiver,
        Into into,
        Sender sender,
        Money sent,
        Money received,
        BigDecimal rate,
        Instant checkedAt,
        Instant expiresAt,
        State state,
        int version) {

    /** One that the wallet keeps. */
    Arrival(
            ArrivalKey key,
            UUID id,
            CustomerId receiver,
            Sender sender,
            Money sent,
            Money received,
            BigDecimal rate,
            Instant checkedAt,
            Instant expiresAt,
            State state,
            int version) {
        this(key, id, receiver, new Into.Wallet(), sender, sent, received, rate, checkedAt, expiresAt, state, version);
    }

    /** A partner's own name for it. */
    public record ArrivalKey(PartnerId partner, String theirId) {

        /** Where it is kept: whoever asks knows nothing but this name. */
        public int shard() {
            // By hand: what a record's hash is may change with the JDK, and rows are found by this for ever.
            var id = partner.value();
            int mixed =
                    theirId.hashCode() * 31 + Long.hashCode(id.getMostSignificantBits() ^ id.getLeastSignificantBits());
            mixed = (mixed ^ (mixed >>> 16)) * 0x85EB_CA6B;
            return Math.floorMod(mixed ^ (mixed >>> 13), TimeOrderedIds.SHARDS);
        }
    }

    /** How far it has come. */
    public sealed interface State {

        /** Nothing has moved; the rate holds. */
        record Approved() implements State {}

        /**
         * Confirmed, and people of the bank have to look; nothing has moved.
         *
         * @param why it fails unless they let it go
         */
        record InReview(No why) implements State {}

        record Succeeded(Instant at) implements State {}

        /** Nothing has moved, and nothing will. */
        record Failed(Instant at, No why) implements State {}
    }

    Arrival in(State next) {
        return in(next, expiresAt);
    }

    Arrival in(State next, Instant until) {
        return moved(into.after(next), next, until);
    }

    /** The same, further on its way to the card. */
    Arrival into(Into.LinkedCard next) {
        return moved(next, state, expiresAt);
    }

    private Arrival moved(Into way, State next, Instant until) {
        return new Arrival(key, id, receiver, way, sender, sent, received, rate, checkedAt, until, next, version + 1);
    }

    /** The reference by which both sides find it later: twelve digits that follow from the id. */
    public String reference() {
        return "%012d"
                .formatted(
                        Math.floorMod(id.getMostSignificantBits() ^ id.getLeastSignificantBits(), 1_000_000_000_000L));
    }

    /** Amounts and names are for the partner and for staff, not for logs. */
    @Override
    public String toString() {
        return "Arrival " + id + " " + state.getClass().getSimpleName();
    }
}
