package gateway.cards.postgres;

import gateway.cards.postgres.RegistrationStore.Claimed;
import java.time.Instant;
import java.util.Optional;

/**
 * What one customer may have.
 *
 * @param begun registrations that were begun since then
 * @param cards with what may become one: a registration that was open at that moment, or is
 */
public record MostCards(int begun, Instant since, int cards, Instant open) {

    Optional<Claimed> beyond(long theirRegistrations, long theirCards) {
        if (theirCards >= cards) {
            return Optional.of(Claimed.TOO_MANY);
        }
        return theirRegistrations >= begun ? Optional.of(Claimed.TOO_OFTEN) : Optional.empty();
    }
}
