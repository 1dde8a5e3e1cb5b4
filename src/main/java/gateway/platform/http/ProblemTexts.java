package gateway.platform.http;

import gateway.shared.problems.ProblemType;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * What every problem is called in Uzbek, Russian and English; each module brings its {@code i18n/<module>_<language>}.
 */
@Component
final class ProblemTexts {

    static final List<Locale> LANGUAGES = List.of(Locale.of("uz"), Locale.of("ru"), Locale.ENGLISH);

    private final Map<Locale, Map<String, String>> titles = new HashMap<>();

    ProblemTexts() {
        for (var language : LANGUAGES) {
            titles.put(language, load(language));
        }
    }

    /** The English title where a translation is missing. */
    String title(ProblemType type, Locale language) {
        return titles.getOrDefault(language, Map.of()).getOrDefault(type.slug(), type.title());
    }

    /** The first language the client accepts of those we speak, else English. */
    static Locale choose(List<Locale.LanguageRange> accepted) {
        for (var range : accepted) {
            for (var language : LANGUAGES) {
                if (range.getWeight() > 0 && speaks(range.getRange(), language)) {
                    return language;
                }
            }
        }
        return Locale.ENGLISH;
    }

    private static boolean speaks(String range, Locale language) {
        return range.equals(language.getLanguage()) || range.startsWith(language.getLanguage() + '-');
    }

    private static Map<String, String> load(Locale language) {
        var merged = new HashMap<String, String>();
        try {
            var files = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:i18n/*_" + language.getLanguage() + ".properties");
            for (var file : files) {
                read(file).forEach((slug, title) -> merged.put(slug.toString(), title.toString()));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot list the texts of the problems", unreadable);
        }
        return Map.copyOf(merged);
    }

    private static Properties read(Resource file) throws IOException {
        var properties = new Properties();
        try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
