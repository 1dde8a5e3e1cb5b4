package gateway.notifications.wire;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as those write it who carry our messages: bounded, nothing behind it; fields that we do not know are theirs. */
public final class CarrierJson {

    /** No answer and no report is longer. */
    public static final int LONGEST = 16 * 1024;

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(16)
            .maxDocumentLength(LONGEST)
            .maxTokenCount(2 * 1024)
            .maxNameLength(128)
            .maxNumberLength(40)
            .maxStringLength(8 * 1024)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(BOUNDS).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CarrierJson() {}

    /** Empty when the bytes are no JSON, or too many. */
    public static Optional<JsonNode> read(byte[] body) {
        if (body.length > LONGEST) {
            return Optional.empty();
        }
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

    /** A text or whole number of 1 to so many visible ASCII characters, such as an id; empty for anything else. */
    public static Optional<String> word(JsonNode node, int longest) {
        if (!node.isString() && !node.isIntegralNumber()) {
            return Optional.empty();
        }
        return word(node.asString(), longest);
    }

    public static Optional<String> word(String text, int longest) {
        boolean fits =
                !text.isEmpty() && text.length() <= longest && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
        return fits ? Optional.of(text) : Optional.empty();
    }
}
