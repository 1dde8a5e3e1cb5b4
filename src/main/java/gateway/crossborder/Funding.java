package gateway.crossborder;

import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money that the bank sent to its account at a correspondent.
 *
 * @param id of the act by which two people agreed on it
 * @param cost what the currency was bought for in so'm, so that it covers what customers exchanged; null where the bank
 *     had it
 */
public record Funding(
        UUID id,
        String correspondent,
        Money amount,
        @Nullable Money cost) {

    private static final int SHORT = 3;
    private static final int LONG = 4;

    /**
     * From the words of an act: correspondent, currency, sum, and what it cost in so'm where it was bought, such as
     * {@code debk USD 100000.00 1220153830.00}. Empty where they are no such words.
     */
    static Optional<Funding> parse(UUID id, String content) {
        var words = content.split(" ", -1);
        if (words.length != SHORT && words.length != LONG) {
            return Optional.empty();
        }
        var currency = Asset.find(words[1]).filter(asset -> !asset.equals(Asset.UZS));
        var amount = currency.flatMap(asset -> Money.parse(words[2], asset)).filter(Money::isPositive);
        var cost = words.length == LONG ? Money.parse(words[3], Asset.UZS).filter(Money::isPositive) : null;
        return amount.isEmpty() || (cost != null && cost.isEmpty())
                ? Optional.empty()
                : Optional.of(new Funding(id, words[0], amount.get(), cost == null ? null : cost.get()));
    }
}
