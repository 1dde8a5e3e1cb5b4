package gateway.crossborder.rates;

import gateway.shared.money.Asset;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads rates of whoever deals in currencies, in a form of our own:
 * {@code {"rates":[{"currency":"USD","bid":"12010.00","ask":"12030.00","at":"2026-05-22T09:00:00Z"}]}}, so'm for one
 * unit.
 */
public final class BidAskFeed implements RateFormat {

    private static final int MOST_ROWS = 500;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,10})?");
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
    private static final Pattern MOMENT = Pattern.compile("[0-9TZ:.-]{20,30}");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String name() {
        return "bid-ask";
    }

    @Override
    public List<Observation> read(String provider, byte[] body) {
        var rows = rows(body);
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

    private static @org.jspecify.annotations.Nullable JsonNode rows(byte[] body) {
        try {
            return JSON.readTree(body).get("rates");
        } catch (JacksonException notJson) {
            throw new UnreadableRates("not JSON", notJson);
        }
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException noMoment) {
            throw new UnreadableRates("no such moment", noMoment);
        }
    }

    private static String text(JsonNode row, String field, Pattern form) {
        var value = row.get(field);
        if (value == null
                || !value.isString()
                || !form.matcher(value.stringValue()).matches()) {
            throw new UnreadableRates("%s is absent or not the text it should be".formatted(field));
        }
        return value.stringValue();
    }
}
