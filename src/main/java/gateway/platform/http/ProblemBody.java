package gateway.platform.http;

import gateway.platform.observability.Trace;
import gateway.shared.problems.ProblemException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What an answer says of a problem (RFC 9457). */
@Component
final class ProblemBody {

    private final JsonMapper json;
    private final ProblemTexts texts;
    private final RuleWords rules;

    ProblemBody(JsonMapper json, ProblemTexts texts, RuleWords rules) {
        this.json = json;
        this.texts = texts;
        this.rules = rules;
    }

    /** @param path as it was asked */
    byte[] of(ProblemException problem, Locale language, String path, Optional<Trace> trace) {
        var type = problem.type();
        var body = new LinkedHashMap<String, Object>();
        body.put("type", type.uri());
        body.put("title", texts.title(type, language));
        body.put("status", type.status());
        body.put("detail", problem.getMessage());
        body.put("instance", AskedPath.of(path));
        trace.ifPresent(it -> body.put(Trace.ID, it.traceId()));
        problem.members().forEach((name, value) -> told(value, language).ifPresent(it -> body.putIfAbsent(name, it)));
        return json.writeValueAsBytes(body);
    }

    private Optional<Object> told(Object value, Locale language) {
        return value instanceof RuleReference rule
                ? rules.of(rule, language).map(text -> text)
                : Optional.of(plain(value));
    }

    /** Durations are told in whole seconds, rounded up, as Retry-After wants them. */
    static Object plain(Object value) {
        return value instanceof Duration it ? it.plusMillis(999).toSeconds() : value;
    }
}
