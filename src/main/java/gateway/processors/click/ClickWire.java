package gateway.processors.click;

import gateway.processors.click.ClickMessage.Reply;
import gateway.processors.click.ClickMessage.Request;
import io.netty.handler.codec.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON around a message. Whatever does not say how it ended is unusable. */
final class ClickWire {

    private static final int USUAL_REQUEST = 256;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NOT_FOUND = 404;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    byte[] write(long service, Request request) {
        if (request.method() != HttpMethod.POST) {
            return new byte[0];
        }
        var bytes = new ByteArrayOutputStream(USUAL_REQUEST);
        try (var out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberProperty("service_id", service);
            request.write(out);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    Reply read(int status, byte[] body) {
        if (status == OK || status == CREATED) {
            return read(body);
        }
        if (status == NOT_FOUND) {
            return new Reply.Absent();
        }
        return status >= BAD_REQUEST && status < SERVER_ERROR
                ? new Reply.Failed(status)
                : new Reply.Unusable("HTTP status " + status);
    }

    private Reply read(byte[] body) {
        try {
            var answer = json.readTree(body);
            var code = answer.path("error_code");
            if (!code.isIntegralNumber() || !code.canConvertToInt()) {
                return new Reply.Unusable("no error code");
            }
            return code.intValue() == 0 ? new Reply.Answered(answer) : new Reply.Failed(code.intValue());
        } catch (JacksonException _) {
            // Its message quotes the answer, which may hold a token.
            return new Reply.Unusable("not JSON");
        }
    }
}
