package gateway.limits;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known around a payment beside its parties and its amount.
 *
 * @param tier how well the customer is known, 0 to 3; null when that is not known, so that limits of all tiers hold
 * @param device the customer's, from which it is asked for; null when none is
 * @param country where the money goes, ISO 3166 alpha-2; null when that is not known
 * @param channel {@code app}, {@code web}, {@code partner}, {@code branch}; for cards we issued {@code pos},
 *     {@code ecom}, {@code atm}, {@code contactless}, {@code qr}, {@code moto} or {@code untold}
 * @param receiverTier how well the customer is known whose wallet gets the money; null where no limit goes by it
 */
public record Circumstances(
        @Nullable Integer tier,
        @Nullable UUID device,
        @Nullable String country,
        String channel,
        @Nullable Integer receiverTier) {

    public static final Circumstances UNKNOWN = new Circumstances(null, null, null, "untold");

    /** Where nobody's wallet gets money. */
    public Circumstances(@Nullable Integer tier, @Nullable UUID device, @Nullable String country, String channel) {
        this(tier, device, country, channel, null);
    }
}
