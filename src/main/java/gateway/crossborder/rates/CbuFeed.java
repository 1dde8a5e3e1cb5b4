package gateway.crossborder.rates;

import static gateway.crossborder.rates.FeedText.CODE;
import static gateway.crossborder.rates.FeedText.MOST_ROWS;
import static gateway.crossborder.rates.FeedText.NUMBER;
import static gateway.crossborder.rates.FeedText.text;
import static gateway.crossborder.rates.FeedText.tree;

import gateway.rulebook.BankTime;
import gateway.shared.money.Asset;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Reads the Central Bank's rates as cbu.uz publishes them: an array of objects whose values are texts, so'm per
 * {@code Nominal} units, day as dd.MM.yyyy. A row is known by {@code Ccy}, because ids change. One bad row refuses the
 * whole: what is half broken is not believed.
 */
public final class CbuFeed implements RateFormat {

    private static final Pattern NOMINAL = Pattern.compile("[1-9][0-9]{0,8}");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd.MM.uuuu").withResolverStyle(ResolverStyle.STRICT);

    @Override
    public String name() {
        return "cbu";
    }

    @Override
    public List<Observation> read(String provider, byte[] body) {
        var rows = tree(body);
        if (!rows.isArray() || rows.size() > MOST_ROWS) {
            throw new UnreadableRates("not an array of at most " + MOST_ROWS + " rates");
        }
        var seen = new HashSet<String>();
        var rates = new ArrayList<Observation>();
        for (var row : rows) {
            var code = text(row, "Ccy", CODE);
            if (!seen.add(code)) {
                throw new UnreadableRates("a currency stands there twice");
            }
            rate(provider, code, row).ifPresent(rates::add);
        }
        return rates;
    }

    // Every row is read, also of currencies that nobody sends.
    private static Optional<Observation> rate(String provider, String code, JsonNode row) {
        var nominal = new BigDecimal(text(row, "Nominal", NOMINAL));
        var rate = new BigDecimal(text(row, "Rate", NUMBER)).divide(nominal, Price.DECIMALS, RoundingMode.HALF_UP);
        var asOf = day(text(row, "Date", Pattern.compile("[0-9.]{10}")));
        return Asset.find(code)
                .filter(asset -> !asset.equals(Asset.UZS))
                .map(asset -> new Observation(provider, asset, rate, rate, asOf));
    }

    private static Instant day(String text) {
        try {
            return LocalDate.parse(text, DAY).atStartOfDay(BankTime.ZONE).toInstant();
        } catch (DateTimeException noDay) {
            throw new UnreadableRates("no such day", noDay);
        }
    }
}
