package gateway.inbound;

import gateway.crossborder.rates.Price;
import gateway.crossborder.rates.RateBoard;
import gateway.shared.money.Asset;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What customers get for a currency: the middle of the rates in force, less our spread, in the protocol's decimals. */
@Component
public class InboundRates {

    private static final int DECIMALS = 4;

    private final RateBoard board;
    private final InboundSettings settings;

    InboundRates(RateBoard board, InboundSettings settings) {
        this.board = board;
        this.settings = settings;
    }

    /** Empty where no provider's rate is good, and for so'm. */
    public Optional<Price> of(Asset currency) {
        return currency.equals(Asset.UZS)
                ? Optional.empty()
                : board.of(currency).flatMap(this::less);
    }

    private Optional<Price> less(RateBoard.Rate rate) {
        var share = BigDecimal.ONE.subtract(settings.spread().movePointLeft(2));
        var value = rate.middle().value().multiply(share).setScale(DECIMALS, RoundingMode.FLOOR);
        return Price.fits(value)
                ? Optional.of(new Price(rate.middle().of(), rate.middle().in(), value))
                : Optional.empty();
    }

    /** With its four decimals. */
    public static String text(BigDecimal rate) {
        return rate.setScale(DECIMALS, RoundingMode.UNNECESSARY).toPlainString();
    }
}
