package gateway.payments;

import gateway.processors.DeclineReason;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why a rail said no, for people, in uz, ru and en; from {@code i18n/declines_*.properties}. */
public final class DeclineTexts {

    private final Map<DeclineReason, Text> texts;

    private DeclineTexts(Map<DeclineReason, Text> texts) {
        this.texts = texts;
    }

    /** One sentence in three languages. */
    public record Text(String uz, String ru, String en) {}

    static DeclineTexts load() {
        var uz = bundle("uz");
        var ru = bundle("ru");
        var en = bundle("en");
        return new DeclineTexts(Arrays.stream(DeclineReason.values())
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        reason -> new Text(text(uz, reason), text(ru, reason), text(en, reason)))));
    }

    Text of(DeclineReason reason) {
        return Objects.requireNonNull(texts.get(reason));
    }

    private static String text(Properties bundle, DeclineReason reason) {
        var text = bundle.getProperty(reason.wireName());
        if (text == null) {
            throw new IllegalStateException("No text for " + reason.wireName());
        }
        return text;
    }

    private static Properties bundle(String language) {
        var name = "/i18n/declines_" + language + ".properties";
        try (var stream = DeclineTexts.class.getResourceAsStream(name)) {
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
