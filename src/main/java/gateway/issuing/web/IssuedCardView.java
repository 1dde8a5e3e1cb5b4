package gateway.issuing.web;

import gateway.issuing.IssuedCard;
import java.time.Instant;

/**
 * An issued card as its holder and the staff see it.
 *
 * @param form virtual or physical
 * @param masked first six and last four digits
 * @param expiry {@code YYYY-MM}
 * @param state ordered, active, frozen, blocked (by the bank), frozen-blocked (by both), lost, stolen, closed or
 *     expired
 * @param pin not-set, usable or locked
 */
record IssuedCardView(
        String id,
        String form,
        String currency,
        String masked,
        String expiry,
        String state,
        String pin,
        Instant orderedAt) {

    static IssuedCardView of(IssuedCard card) {
        return new IssuedCardView(
                card.id().toString(),
                card.physical() ? "physical" : "virtual",
                card.asset().code(),
                card.masked(),
                card.expiry().toString(),
                card.state().code(),
                card.pinState(),
                card.orderedAt());
    }
}
