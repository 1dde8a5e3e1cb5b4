package gateway.processors;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON to rails and from them. What names a field twice, or goes on behind its end, is none. */
public final class RailJson {

    private static final int USUAL_QUESTION = 512;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RailJson() {}

    /** Throws a JacksonException whose message quotes what was read: nobody may log it. */
    public static JsonNode read(byte[] bytes) {
        return JSON.readTree(bytes);
    }

    /** One object. */
    public static byte[] write(Consumer<JsonGenerator> fields) {
        var bytes = new ByteArrayOutputStream(USUAL_QUESTION);
        try (var out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            fields.accept(out);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
