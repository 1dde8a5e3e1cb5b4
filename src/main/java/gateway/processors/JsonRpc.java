package gateway.processors;

import gateway.processors.HttpLine.Delivery;
import io.netty.handler.codec.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls to one operator in JSON-RPC 2.0. Whatever does not answer exactly our question is unusable, and nothing is ever
 * sent twice.
 */
public final class JsonRpc implements AutoCloseable {

    private static final int OK = 200;
    private static final int USUAL_CALL = 512;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final AtomicLong ids = new AtomicLong();
    private final HttpLine line;
    private final String credentials;

    /**
     * @param line closed together with this
     * @param credentials the header that says who we are
     */
    public JsonRpc(HttpLine line, String credentials) {
        this.line = line;
        this.credentials = credentials;
    }

    /** What is asked. */
    public interface Call {

        String method();

        /** Writes the content of {@code params}. */
        void write(JsonGenerator json);
    }

    /** How a call ended. */
    public sealed interface Reply {

        /** A result, whatever it says. */
        record Answered(JsonNode result) implements Reply {

            @Override
            public String toString() {
                return "Answered";
            }
        }

        /** An error with its code. */
        record Failed(int code) implements Reply {}

        /** Not a byte left us. */
        record NotSent(String why) implements Reply {}

        /** It left us, and whatever came back cannot be used. */
        record Unusable(String why) implements Reply {}
    }

    /**
     * Emits once, never errors.
     *
     * @param secret the value of the header that says who we are
     */
    public Mono<Reply> ask(Call call, String secret, Duration within) {
        return Mono.defer(() -> {
            long id = ids.incrementAndGet();
            return line.send(request(id, call, secret), within).map(delivery -> reply(id, delivery));
        });
    }

    /** What the body of an answer means for the call with that id. */
    public static Reply read(long id, byte[] body) {
        try {
            return read(id, JSON.readTree(body));
        } catch (JacksonException _) {
            // Its message quotes the answer, which may hold a card's number or a token.
            return new Reply.Unusable("not JSON");
        }
    }

    @Override
    public void close() {
        line.close();
    }

    private HttpLine.Request request(long id, Call call, String secret) {
        return new HttpLine.Request(
                HttpMethod.POST,
                "",
                Map.of(credentials, secret, "Content-Type", "application/json; charset=utf-8"),
                written(id, call));
    }

    private static byte[] written(long id, Call call) {
        var bytes = new ByteArrayOutputStream(USUAL_CALL);
        try (var out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringProperty("jsonrpc", "2.0");
            out.writeStringProperty("method", call.method());
            out.writeNumberProperty("id", id);
            out.writeObjectPropertyStart("params");
            call.write(out);
            out.writeEndObject();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static Reply reply(long id, Delivery delivery) {
        return switch (delivery) {
            case Delivery.Answered it when it.status() == OK -> read(id, it.body());
            case Delivery.Answered it -> new Reply.Unusable("HTTP status " + it.status());
            case Delivery.NotSent it -> new Reply.NotSent(it.why());
            case Delivery.Silent it -> new Reply.Unusable(it.why());
        };
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
