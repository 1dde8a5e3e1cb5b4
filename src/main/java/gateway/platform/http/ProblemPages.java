package gateway.platform.http;

import gateway.platform.http.ProblemCatalogue.Entry;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What a problem's {@code type} leads to: its meaning, for people and programs. */
@RestController
@RequestMapping("/problems/{slug}")
final class ProblemPages {

    private static final CacheControl ONE_HOUR = CacheControl.maxAge(java.time.Duration.ofHours(1));

    private final ProblemTexts texts;
    private final Mono<Map<String, Entry>> catalogue;

    ProblemPages(ProblemTexts texts) {
        this.texts = texts;
        // Looking through the classes takes a moment and is rarely needed: at the first question, off the event loop.
        this.catalogue = Mono.fromCallable(ProblemPages::bySlug)
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
    }

    /** As programs read it. */
    record Meaning(URI type, int status, String module, Map<String, String> titles) {}

    /** Says what the type of a problem means, in three languages. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Meaning>> json(@PathVariable String slug) {
        return find(slug).map(this::meaning).map(ProblemPages::cached);
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> page(@PathVariable String slug) {
        return find(slug).map(this::meaning).map(ProblemPages::html).map(ProblemPages::cached);
    }

    private Mono<Entry> find(String slug) {
        return catalogue
                .flatMap(all -> Mono.justOrEmpty(all.get(slug)))
                .switchIfEmpty(Mono.error(() -> RequestProblem.NOT_FOUND.because("There is no such kind of problem")));
    }

    private Meaning meaning(Entry entry) {
        var titles = new LinkedHashMap<String, String>();
        for (var language : ProblemTexts.LANGUAGES) {
            titles.put(language.getLanguage(), texts.title(entry.type(), language));
        }
        return new Meaning(entry.type().uri(), entry.type().status(), entry.module(), titles);
    }

    private static String html(Meaning meaning) {
        var titles = meaning.titles().entrySet().stream()
                .map(title -> "<dt>%1$s<dd lang=\"%1$s\">%2$s"
                        .formatted(title.getKey(), HtmlUtils.htmlEscape(title.getValue())))
                .collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en"><meta charset="utf-8"><title>%1$s</title>
                <style>body{font:16px system-ui;max-width:40em;margin:3em auto;padding:0 1em}dt{color:#666}</style>
                <h1>%1$s</h1>
                <p>HTTP status %2$d, from %3$s.</p>
                <dl>
                %4$s
                </dl>
                """.formatted(meaning.type(), meaning.status(), meaning.module(), titles);
    }

    private static <T> ResponseEntity<T> cached(T body) {
        return ResponseEntity.ok().cacheControl(ONE_HOUR).body(body);
    }

    private static Map<String, Entry> bySlug() {
        return ProblemCatalogue.entries().stream()
                .collect(Collectors.toMap(entry -> entry.type().slug(), Function.identity(), (first, second) -> first));
    }
}
