package gateway.compliance;

import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money that a customer has sent or got.
 *
 * @param amount in so'm; what moved in another currency comes at the rate of its day
 * @param counterparty whom it went to or came from: a card, a wallet, a merchant
 * @param country of the counterparty, ISO 3166 alpha-2; null where it is ours or not known
 * @param category of the merchant (ISO 18245); null where it is none
 */
public record Movement(
        UUID payment,
        CustomerId customer,
        Instant at,
        Direction direction,
        Money amount,
        UUID counterparty,
        @Nullable String country,
        @Nullable String category) {

    /** Which way. */
    public enum Direction {
        IN,
        OUT
    }

    public Movement {
        if (!amount.asset().equals(Asset.UZS) || amount.minor() <= 0) {
            throw new IllegalArgumentException("Movements are so'm, and more than none");
        }
        // As the database keeps it.
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
