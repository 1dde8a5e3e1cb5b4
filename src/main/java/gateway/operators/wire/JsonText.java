package gateway.operators.wire;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as operators send it: bounded, no field twice, nothing behind it; fields that we do not know are theirs. */
public final class JsonText {

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(16)
            .maxDocumentLength(64 * 1024)
            .maxTokenCount(4 * 1024)
            .maxNameLength(128)
            .maxNumberLength(40)
            .maxStringLength(16 * 1024)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(BOUNDS).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Milliseconds of 13 digits: from 2001 to 2286. */
    private static final long FIRST_MILLI = 1_000_000_000_000L;

    private static final long LAST_MILLI = 9_999_999_999_999L;

    private JsonText() {}

    /** Empty when the bytes are no JSON. */
    public static Optional<JsonNode> read(byte[] body) {
        try {
            return Optional.ofNullable(MAPPER.readTree(body)).filter(node -> !node.isMissingNode());
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static byte[] write(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /** One line of at most so many characters that a person could have typed; empty for anything else. */
    public static Optional<String> line(JsonNode node, int longest) {
        return node.isString() ? line(node.stringValue(), longest) : Optional.empty();
    }

    public static Optional<String> line(String text, int longest) {
        boolean fits =
                !text.isBlank() && text.length() <= longest && text.codePoints().allMatch(JsonText::isPrintable);
        return fits ? Optional.of(text) : Optional.empty();
    }

    private static boolean isPrintable(int c) {
        return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
    }

    /** Thirteen digits: milliseconds since 1970. */
    public static Optional<Instant> moment(JsonNode node) {
        return whole(node)
                .filter(millis -> millis >= FIRST_MILLI && millis <= LAST_MILLI)
                .map(Instant::ofEpochMilli);
    }

    /** A whole number that was written as one: 100.0 and "100" are none. */
    public static Optional<Long> whole(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? Optional.of(node.longValue()) : Optional.empty();
    }
}
