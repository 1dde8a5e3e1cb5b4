package gateway.fees;

import gateway.rulebook.Wording;
import gateway.shared.money.Money;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.function.UnaryOperator;

/** Tells how a fee came about, in uz, ru and en; from {@code i18n/fees_*.properties}. */
public final class FeeWords {

    private final Properties uz = bundle("uz");
    private final Properties ru = bundle("ru");
    private final Properties en = bundle("en");

    public Wording of(Reckoning step) {
        return switch (step) {
            case Reckoning.NothingMoves _ -> words("step-nothing");
            case Reckoning.Free(var of) -> words("step-free", of);
            case Reckoning.Slice it -> slice(it);
            case Reckoning.Rounded(var to) -> words("step-rounded", to);
            case Reckoning.RaisedToMinimum(var minimum) -> words("step-minimum", minimum);
            case Reckoning.LoweredToMaximum(var maximum) -> words("step-maximum", maximum);
            case Reckoning.Capped(var left, var cap) -> words("step-capped", left, cap);
            case Reckoning.VatOnTop(var rate, var vat) -> words("step-vat-on-top", rate, vat);
            case Reckoning.VatIncluded(var rate, var vat) -> words("step-vat-included", rate, vat);
        };
    }

    private Wording slice(Reckoning.Slice it) {
        if (it.rate().equals(Rate.NOTHING)) {
            return words("step-fixed", it.plus());
        }
        return it.plus().equals(Money.zero(it.plus().asset()))
                ? words("step-percent", it.rate(), it.of())
                : words("step-percent-plus", it.rate(), it.of(), it.plus());
    }

    private Wording words(String key, Object... values) {
        UnaryOperator<String> fill = text -> {
            var filled = text;
            for (int i = 0; i < values.length; i++) {
                filled = filled.replace("{" + i + "}", values[i].toString());
            }
            return filled;
        };
        return new Wording(fill.apply(text(uz, key)), fill.apply(text(ru, key)), fill.apply(text(en, key)));
    }

    private static String text(Properties bundle, String key) {
        var text = bundle.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("No text for " + key);
        }
        return text;
    }

    private static Properties bundle(String language) {
        var name = "/i18n/fees_" + language + ".properties";
        try (var stream = FeeWords.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("No " + name);
            }
            var bundle = new Properties();
            bundle.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return bundle;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
