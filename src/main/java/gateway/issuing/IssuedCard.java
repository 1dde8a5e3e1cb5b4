package gateway.issuing;

import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.IssuedCardId;
import gateway.shared.money.Asset;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;

/**
 * A card that we issued, without its number.
 *
 * @param chain the first card that it follows, by replacement; its own when it follows none
 * @param physical whether there is plastic, which its holder activates
 * @param vault where its number stands
 * @param pin what a PIN is checked against; empty while none is set
 * @param pinTries wrong PINs in a row
 * @param guessLockedUntil until when nothing is bought with its data alone, because somebody tried out codes or
 *     expiries; long past when nobody did
 */
public record IssuedCard(
        IssuedCardId id,
        UUID chain,
        CustomerId owner,
        Asset asset,
        boolean physical,
        IssuedState state,
        String masked,
        CardId vault,
        YearMonth expiry,
        String pin,
        int pinTries,
        Instant guessLockedUntil,
        int version,
        Instant orderedAt) {

    /** So many wrong ones in a row lock the PIN. */
    public static final int MOST_PIN_TRIES = 3;

    public IssuedCard in(IssuedState next) {
        return changed(next, pin, pinTries, guessLockedUntil);
    }

    IssuedCard withPin(String value) {
        return changed(state, value, 0, guessLockedUntil);
    }

    IssuedCard forgiven() {
        return changed(state, pin, pinTries, Instant.EPOCH);
    }

    private IssuedCard changed(IssuedState next, String value, int tries, Instant lockedUntil) {
        return new IssuedCard(
                id,
                chain,
                owner,
                asset,
                physical,
                next,
                masked,
                vault,
                expiry,
                value,
                tries,
                lockedUntil,
                version + 1,
                orderedAt);
    }

    /** Not set, usable or locked. */
    public String pinState() {
        if (pin.isEmpty()) {
            return "not-set";
        }
        return pinTries < MOST_PIN_TRIES ? "usable" : "locked";
    }

    @Override
    public String toString() {
        return "IssuedCard[" + id + ", " + state + "]";
    }
}
