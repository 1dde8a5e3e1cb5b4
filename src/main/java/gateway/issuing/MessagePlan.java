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
        NetworkWork.@Nullable Spend spend,
        @Nullable Authorisation change,
        List<Transfer> transfers) {

    /** What a holder reads of it: of a reversal what it released, as far as that was the card's own money. */
    Money told(NetworkMessage message) {
        return message.kind() == Kind.REVERSAL && spend != null && change != null
                ? new Money(Math.negateExact(spend.amount()), change.amount().asset())
                : message.amount();
    }

    /** Answers, and changes nothing. */
    static MessagePlan only(Reason reason) {
        return new MessagePlan(reason, null, false, null, null, List.of());
    }

    /** Answers that nothing speaks against the card, if nothing does. */
    static MessagePlan look(Purchase purchase) {
        return new MessagePlan(Reason.CARD_IN_ORDER, purchase, true, null, null, List.of());
    }
}
