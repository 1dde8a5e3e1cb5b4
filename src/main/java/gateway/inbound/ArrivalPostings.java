package gateway.inbound;

import gateway.inbound.Arrival.State.Succeeded;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.List;

/**
 * What an arrival moves: the partner's currency into our position, and so'm out of it into the wallet. What the
 * customer gets is rounded down to the tiyin; the part of a tiyin that is left has no name in the books.
 */
final class ArrivalPostings {

    private static final int TAKEN = 1;
    private static final int GIVEN = 2;

    private ArrivalPostings() {}

    /** What the partner has paid in and not sent yet. */
    static AccountId prefunded(PartnerId partner, Asset asset) {
        return AccountId.of(partner.value(), asset);
    }

    /** Ids follow from the arrival's, so that a repeated step can never move money twice. */
    static List<Transfer> transfers(Arrival it) {
        int shard = it.key().shard();
        var from = prefunded(it.key().partner(), it.sent().asset());
        var wallet = AccountId.of(it.receiver().value(), it.received().asset());
        return it.state() instanceof Succeeded
                ? List.of(
                        direct(
                                it,
                                TAKEN,
                                from,
                                SystemAccounts.exchangePosition(it.sent().asset(), shard),
                                it.sent()),
                        direct(
                                it,
                                GIVEN,
                                SystemAccounts.exchangePosition(it.received().asset(), shard),
                                wallet,
                                it.received()))
                : List.of();
    }

    private static Direct direct(Arrival it, int turn, AccountId debit, AccountId credit, Money amount) {
        return new Direct(
                new TransferId(TimeOrderedIds.derive(it.id(), turn)), debit, credit, amount, Purpose.ARRIVAL, it.id());
    }
}
