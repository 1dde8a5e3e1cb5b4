package gateway.crossborder;

import gateway.crossborder.corridors.Corridor;
import gateway.crossborder.corridors.Spread;
import gateway.crossborder.rates.Price;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a remittance costs; pure, and the only place where it is reckoned. The spread goes by what is exchanged, so that
 * the sum asked for and the sum found by the other way round are priced alike.
 *
 * @param middle between what the currency is bought and sold for
 * @param more percent on top of every spread
 */
record QuoteRules(Corridor corridor, Price middle, BigDecimal more) {

    /**
     * What is received for everything that the customer spends; empty where not one unit is left for the beneficiary.
     */
    Optional<Sums> spending(Money spent) {
        var fee = corridor.fee().of(spent);
        if (!spent.isGreaterThan(fee)) {
            return Optional.empty();
        }
        var exchanged = spent.minus(fee);
        var price = price(spread(exchanged));
        var received = price.buys(exchanged);
        return received.isPositive()
                ? Optional.of(new Sums(spent, fee, received, price.costs(received), price))
                : Optional.empty();
    }

    /** The least that has to be spent so that exactly that much is received. */
    Sums receiving(Money received) {
        @Nullable Money from = null;
        for (var spread : corridor.spreads()) {
            var price = price(spread);
            var worth = price.costs(received);
            var exchanged = from != null && from.isGreaterThan(worth) ? from : worth;
            if (spread.upTo() == null || spread.upTo().isGreaterThan(exchanged)) {
                var spent = corridor.fee().spentFor(exchanged);
                return new Sums(spent, corridor.fee().of(spent), received, worth, price);
            }
            from = spread.upTo();
        }
        throw new IllegalStateException("The last spread has no end");
    }

    /** The least that anybody can spend: it buys what the corridor sends at least. */
    Money leastSpent() {
        return receiving(corridor.least()).spent();
    }

    /** Whether the currency could be asked for at all. */
    boolean serves(Asset asset) {
        return asset.equals(corridor.currency()) || asset.equals(middle.in());
    }

    private Spread spread(Money exchanged) {
        return corridor.spreads().stream()
                .filter(it -> it.upTo() == null || it.upTo().isGreaterThan(exchanged))
                .findFirst()
                .orElseThrow();
    }

    private Price price(Spread spread) {
        return middle.dearerBy(spread.percent().add(more));
    }
}
