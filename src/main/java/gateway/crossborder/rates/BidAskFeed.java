package gateway.crossborder.rates;

import static gateway.crossborder.rates.FeedText.CODE;
import static gateway.crossborder.rates.FeedText.MOST_ROWS;
import static gateway.crossborder.rates.FeedText.NUMBER;
import static gateway.crossborder.rates.FeedText.text;
import static gateway.crossborder.rates.FeedText.tree;

import gateway.shared.money.Asset;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads rates of whoever deals in currencies, in a form of our own:
 * {@code {"rates":[{"currency":"USD","bid":"12010.00","ask":"12030.00","at":"2026-05-22T09:00:00Z"}]}}, so'm for one
 * unit.
 */
public final class BidAskFeed implements RateFormat {

    private static final Pattern MOMENT = Pattern.compile("[0-9TZ:.-]{20,30}");

    @Override
    public String name() {
        return "bid-ask";
    }

    @Override
    public List<Observation> read(String provider, byte[] body) {
        var rows = tree(body).get("rates");
        if (rows == null || !rows.isArray() || rows.size() > MOST_ROWS) {
            throw new UnreadableRates("no array rates of at most " + MOST_ROWS);
        }
        var rates = new ArrayList<Observation>();
        for (var row : rows) {
            var currency = Asset.find(text(row, "currency", CODE));
            var bid = new BigDecimal(text(row, "bid", NUMBER));
            var ask = new BigDecimal(text(row, "ask", NUMBER));
            var at = moment(text(row, "at", MOMENT));
            currency.filter(asset -> !asset.equals(Asset.UZS))
                    .ifPresent(asset -> rates.add(new Observation(provider, asset, bid, ask, at)));
        }
        return rates;
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException noMoment) {
            throw new UnreadableRates("no such moment", noMoment);
        }
    }
}
