package gateway.issuing;

import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message, the card it is about, and what is known of its transaction.
 *
 * @param fresh an id for what begins now
 * @param holdGone the ledger says that the hold is over, whatever our clock says
 * @param inWallet what the wallet had when the whole was too much; null while nothing was too much
 * @param until how long a hold made now stands
 */
record Situation(
        NetworkMessage message,
        IssuedCard card,
        Purchase purchase,
        @Nullable Authorisation known,
        UUID fresh,
        boolean holdGone,
        @Nullable Long inWallet,
        Instant until) {

    static final String RAIL = "visa-issuing";

    /** Each transfer of one step of a transaction has a place of its own; 6 is what the step counts. */
    private enum Place {
        HOLD(0),
        RELEASE(1),
        POST(2),
        WALLET(3),
        DEBT(4),
        REFUND(5);

        private final int number;

        Place(int number) {
            this.number = number;
        }
    }

    Instant now() {
        return purchase.at();
    }

    int shard() {
        return card.owner().shard();
    }

    Authorisation.Key key() {
        return new Authorisation.Key(shard(), card.chain(), message.transaction());
    }

    UUID transaction() {
        return known == null ? fresh : known.id();
    }

    int nextVersion() {
        return known == null ? 1 : known.version() + 1;
    }

    /** Something new under this name. */
    Authorisation begin(Authorisation.State state, Money amount, @Nullable TransferId hold, long cleared) {
        var counting = CountedSteps.of(now(), amount.minor());
        return new Authorisation(
                key(), fresh, card.id(), state, amount, hold, until, cleared, counting, /* version= */ 1);
    }

    /** The hold that stands for the transaction; null when none does. */
    @Nullable
    TransferId hold() {
        return known == null || holdGone ? null : known.liveHold(now());
    }

    boolean isInCardsAsset() {
        return message.amount().asset().equals(card.asset());
    }

    Pending holding(Money amount) {
        return new Pending(
                id(Place.HOLD), wallet(), clearing(amount.asset()), amount, Purpose.PAYMENT, transaction(), until);
    }

    List<Transfer> releasing() {
        var hold = hold();
        return hold == null ? List.of() : List.of(new Release(id(Place.RELEASE), hold));
    }

    Post posting(TransferId hold, Money amount) {
        return new Post(id(Place.POST), hold, amount);
    }

    /** From the wallet as far as it goes, and from what the bank lends the holder for the rest. */
    List<Transfer> taking(Money amount) {
        long available = isInCardsAsset() ? inWallet == null ? amount.minor() : inWallet : 0;
        long own = Math.clamp(available, 0, amount.minor());
        var transfers = new ArrayList<Transfer>();
        if (own > 0) {
            transfers.add(direct(Place.WALLET, wallet(), new Money(own, amount.asset())));
        }
        if (own < amount.minor()) {
            var rest = new Money(amount.minor() - own, amount.asset());
            transfers.add(direct(Place.DEBT, SystemAccounts.cardholderDebt(rest.asset(), shard()), rest));
        }
        return List.copyOf(transfers);
    }

    /** To the wallet, or where money waits whose owner must be found when the wallet cannot take it. */
    Direct refunding() {
        var to = isInCardsAsset() && inWallet == null ? wallet() : SystemAccounts.suspense(amount().asset(), shard());
        return new Direct(
                new TransferId(TimeOrderedIds.derive(fresh, place(Place.REFUND))),
                clearing(amount().asset()),
                to,
                amount(),
                Purpose.REFUND,
                transaction());
    }

    private Money amount() {
        return message.amount();
    }

    private Direct direct(Place place, AccountId from, Money amount) {
        return new Direct(id(place), from, clearing(amount.asset()), amount, Purpose.PAYMENT, transaction());
    }

    private AccountId wallet() {
        return AccountId.of(card.owner().value(), card.asset());
    }

    private AccountId clearing(Asset asset) {
        return SystemAccounts.clearing(RAIL, asset, shard());
    }

    private TransferId id(Place place) {
        return new TransferId(TimeOrderedIds.derive(transaction(), place(place)));
    }

    private int place(Place place) {
        return nextVersion() * Authorisation.STEPS + place.number;
    }
}
