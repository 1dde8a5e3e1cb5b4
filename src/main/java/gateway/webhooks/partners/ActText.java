package gateway.webhooks.partners;

import gateway.platform.http.RequestProblem;
import gateway.shared.problems.ProblemException;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What acts about partners contain: one JSON object, with exactly the fields of its kind. */
final class ActText {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ActText() {}

    static String write(Record content) {
        return JSON.writeValueAsString(content);
    }

    /** Throws FIELD_INVALID when the text is no such record. */
    static <C, W> W read(String text, Class<C> type, Function<C, W> made) {
        try {
            return made.apply(Objects.requireNonNull(JSON.readValue(text, type)));
        } catch (JacksonException | NullPointerException | IllegalArgumentException _) {
            throw unreadable();
        }
    }

    static <T> T id(Optional<T> parsed) {
        return parsed.orElseThrow(ActText::unreadable);
    }

    static <T> @Nullable T idOrNull(@Nullable String text, Function<String, Optional<T>> parse) {
        return text == null ? null : id(parse.apply(text));
    }

    static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static ProblemException unreadable() {
        return RequestProblem.FIELD_INVALID
                .because("This is not what such an act contains")
                .with("field", "content");
    }
}
