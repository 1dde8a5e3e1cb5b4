package gateway.issuing.web;

import gateway.issuing.IssuedCard;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An issued card as its holder and the staff see it.
 *
 * @param form virtual or physical
 * @param masked first six and last four digits
 * @param expiry {@code YYYY-MM}
 * @param state ordered, active, frozen, blocked (by the bank), frozen-blocked (by both), lost, stolen, closed or
 *     expired
 * @param pin not-set, usable or locked
 * @param codeLockedUntil until when nothing is bought with the card's data alone, because somebody tried out codes or
 *     expiries; null when nobody did
 */
record IssuedCardView(
        String id,
        String form,
        String currency,
        String masked,
        String expiry,
        String state,
        String pin,
        @Nullable Instant codeLockedUntil,
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
                card.guessLockedUntil().equals(Instant.EPOCH) ? null : card.guessLockedUntil(),
                card.orderedAt());
    }
}
