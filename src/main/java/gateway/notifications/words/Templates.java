package gateway.notifications.words;

import gateway.notifications.Kind;
import gateway.notifications.Words;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The texts of all kinds in all languages, with the few things that may stand in them. Read once and whole: a gateway
 * with a text missing does not start.
 */
@Component
public final class Templates {

    private static final List<String> LANGUAGES = List.of("uz", "ru", "en");
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
    private static final Pattern CARD_NUMBER = Pattern.compile("[0-9](?:[ -]?[0-9]){12,18}");
    // A device or a shop names itself: no address and no sentence of a stranger's goes out in the bank's name.
    private static final Pattern STRANGE = Pattern.compile("[^\\p{L}\\p{N} .,'’‘`()*_-]");
    private static final Pattern ADDRESS = Pattern.compile("(?<=\\p{L})\\.(?=\\p{L})");
    private static final int LONGEST = 40;

    private final Map<String, Map<Kind, Words>> byLanguage = new HashMap<>();

    public Templates() {
        LANGUAGES.forEach(language -> byLanguage.put(language, read(language)));
    }

    /** @param language any but ours is taken for Uzbek */
    public Words words(Kind kind, String language, Map<String, String> parameters) {
        var texts = byLanguage.getOrDefault(language, Objects.requireNonNull(byLanguage.get("uz")));
        var template = Objects.requireNonNull(texts.get(kind));
        return new Words(filled(template.title(), parameters), filled(template.text(), parameters));
    }

    private static String filled(String template, Map<String, String> parameters) {
        return PLACE.matcher(template)
                .replaceAll(place -> java.util.regex.Matcher.quoteReplacement(value(place, parameters)))
                .strip();
    }

    private static String value(MatchResult place, Map<String, String> parameters) {
        var given = parameters.getOrDefault(place.group(1), "");
        var plain = ADDRESS.matcher(STRANGE.matcher(given).replaceAll(" ")).replaceAll(" ");
        var safe = CARD_NUMBER.matcher(plain).replaceAll("***").strip();
        return safe.codePointCount(0, safe.length()) <= LONGEST
                ? safe
                : safe.substring(0, safe.offsetByCodePoints(0, LONGEST)).strip();
    }

    private static Map<Kind, Words> read(String language) {
        var texts = new Properties();
        var file = "/notifications/" + language + ".properties";
        try (var stream = Objects.requireNonNull(Templates.class.getResourceAsStream(file), file)) {
            texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var words = new HashMap<Kind, Words>();
        Arrays.stream(Kind.values())
                .forEach(kind -> words.put(
                        kind, new Words(text(texts, kind.code() + ".title"), text(texts, kind.code() + ".text"))));
        return words;
    }

    private static String text(Properties texts, String name) {
        var text = texts.getProperty(name);
        if (text == null || text.isBlank()) {
            throw new IllegalStateException("There is no text " + name);
        }
        PLACE.matcher(text).results().map(place -> place.group(1)).forEach(place -> known(name, place));
        return text;
    }

    private static void known(String name, String place) {
        if (!Kind.PARAMETERS.contains(place)) {
            throw new IllegalStateException("Text " + name + " wants what no event has: " + place);
        }
    }
}
