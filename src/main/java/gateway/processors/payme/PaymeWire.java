package gateway.processors.payme;

import gateway.processors.payme.PaymeMessage.Reply;
import gateway.processors.payme.PaymeMessage.Request;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON-RPC 2.0 envelope around a message. Whatever does not answer exactly our question is unusable. */
final class PaymeWire {

    private static final int USUAL_REQUEST = 512;

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    byte[] write(long id, Request request) {
        var bytes = new ByteArrayOutputStream(USUAL_REQUEST);
        try (var out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringProperty("jsonrpc", "2.0");
            out.writeNumberProperty("id", id);
            out.writeStringProperty("method", request.method());
            out.writeObjectPropertyStart("params");
            request.write(out);
            out.writeEndObject();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    Reply read(long id, byte[] body) {
        try {
            return read(id, json.readTree(body));
        } catch (JacksonException _) {
            // Its message quotes the answer, which may hold a token.
            return new Reply.Unusable("not JSON");
        }
    }

    private static Reply read(long id, JsonNode answer) {
        if (!"2.0".equals(answer.path("jsonrpc").stringValue(null))) {
            return new Reply.Unusable("not JSON-RPC 2.0");
        }
        if (!answer.path("id").canConvertToLong() || answer.path("id").longValue() != id) {
            return new Reply.Unusable("an answer to another question");
        }
        var result = answer.path("result");
        var error = answer.path("error");
        if (isThere(result) == isThere(error)) {
            return new Reply.Unusable("neither a result nor an error, or both");
        }
        if (isThere(result)) {
            return new Reply.Answered(result);
        }
        return error.path("code").canConvertToInt()
                ? new Reply.Failed(error.path("code").intValue())
                : new Reply.Unusable("an error without a code");
    }

    private static boolean isThere(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }
}
