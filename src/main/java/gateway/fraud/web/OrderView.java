package gateway.fraud.web;

import gateway.fraud.NoteStoppedCard;
import gateway.fraud.restrictions.TakeOrders.Evidence;
import gateway.shared.ids.IssuedCardId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order of the state and what became of it.
 *
 * @param inForce whether it still stops anything
 * @param until when it ends by itself
 * @param document the order's own words, as they came
 * @param stopped payments that it stopped, oldest first
 * @param stoppedCards uses of cards we issued that it stopped, oldest first
 */
record OrderView(
        String orderId,
        String subjectType,
        String subjectId,
        String reason,
        boolean inForce,
        Instant issuedAt,
        Instant receivedAt,
        Instant until,
        @Nullable Instant liftedAt,
        @Nullable String liftedBecause,
        String document,
        List<StoppedView> stopped,
        List<StoppedCardView> stoppedCards) {

    /** A payment that it stopped. */
    record StoppedView(String paymentId, Instant at) {}

    /**
     * A use of a card we issued that it stopped.
     *
     * @param message the network's name for it
     * @param amount decimal string
     */
    record StoppedCardView(String cardId, String message, String amount, String currency, Instant at) {

        static StoppedCardView of(NoteStoppedCard it) {
            return new StoppedCardView(
                    new IssuedCardId(it.card()).toString(),
                    it.message(),
                    it.amount().toDecimal(),
                    it.amount().asset().code(),
                    it.at());
        }
    }

    static OrderView of(Evidence it, Instant now) {
        var order = it.order();
        return new OrderView(
                order.id(),
                order.subject().kind().code(),
                order.subject().text(),
                order.reason(),
                it.inForce(now),
                order.issuedAt(),
                order.receivedAt(),
                order.until(),
                it.liftedAt(),
                it.liftedBecause(),
                order.document(),
                it.stopped().stream()
                        .map(stopped -> new StoppedView(stopped.payment().toString(), stopped.at()))
                        .toList(),
                it.cards().stream().map(StoppedCardView::of).toList());
    }
}
