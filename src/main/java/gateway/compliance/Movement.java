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
 * @param amount what moved, in whatever currency
 * @param worth of it in so'm, by which rules go; null while it is another currency's and nobody has looked up the rate
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
        @Nullable Money worth,
        UUID counterparty,
        @Nullable String country,
        @Nullable String category) {

    /** Which way. */
    public enum Direction {
        IN,
        OUT
    }

    public Movement {
        if (!amount.isPositive() || (worth != null && !isSom(worth))) {
            throw new IllegalArgumentException("Movements are more than none, and their worth is so'm");
        }
        // As the database keeps it.
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** As it is recorded: so'm are worth themselves. */
    public Movement(
            UUID payment,
            CustomerId customer,
            Instant at,
            Direction direction,
            Money amount,
            UUID counterparty,
            @Nullable String country,
            @Nullable String category) {
        this(payment, customer, at, direction, amount, isSom(amount) ? amount : null, counterparty, country, category);
    }

    private static boolean isSom(Money money) {
        return money.asset().equals(Asset.UZS);
    }

    /** Minor units of the so'm. Rules are shown nothing whose worth is not known. */
    public long inSom() {
        if (worth == null) {
            throw new IllegalStateException("Nobody knows what %s are worth".formatted(amount));
        }
        return worth.minor();
    }
}
