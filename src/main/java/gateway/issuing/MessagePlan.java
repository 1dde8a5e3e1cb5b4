package gateway.issuing;

import gateway.issuing.NetworkMessage.Kind;
import gateway.ledger.PostTransfers.Transfer;
import gateway.shared.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we would answer to a message, and what would be true then.
 *
 * @param judge looked at under lock; null when nothing is to be looked at
 * @param binding whether what speaks against it counts, or the network had decided already
 */
record MessagePlan(
        Reason reason,
        @Nullable Purchase judge,
        boolean binding,
        List<NetworkWork.Spend> spends,
        @Nullable Authorisation change,
        List<Transfer> transfers) {

    /** What a holder reads of it: of a reversal what it released, as far as that was the card's own money. */
    Money told(NetworkMessage message) {
        return message.kind() == Kind.REVERSAL && !spends.isEmpty() && change != null
                ? new Money(Math.negateExact(spent()), change.amount().asset())
                : message.amount();
    }

    /** What counts against limits in all; negative where something comes back. */
    long spent() {
        return spends.stream().mapToLong(NetworkWork.Spend::amount).reduce(0, Math::addExact);
    }

    /** Answers, and changes nothing. */
    static MessagePlan only(Reason reason) {
        return new MessagePlan(reason, null, false, List.of(), null, List.of());
    }

    /** Answers that nothing speaks against the card, if nothing does. */
    static MessagePlan look(Purchase purchase) {
        return new MessagePlan(Reason.CARD_IN_ORDER, purchase, true, List.of(), null, List.of());
    }
}
