package gateway.processors.uzum;

import gateway.processors.RailJson;
import gateway.processors.uzum.UzumMessage.Reply;
import gateway.processors.uzum.UzumMessage.Request;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The JSON around a message. Uzum always answers with HTTP 200; whatever does not say how it ended is unusable. */
final class UzumWire {

    private static final int OK = 200;
    private static final Pattern WORD = Pattern.compile("[0-9A-Za-z._-]{1,64}");

    byte[] write(long service, Request request) {
        return RailJson.write(out -> {
            out.writeNumberProperty("service_id", service);
            request.write(out);
        });
    }

    Reply read(int status, byte[] body) {
        if (status != OK) {
            return new Reply.Unusable("HTTP status " + status);
        }
        try {
            return read(RailJson.read(body));
        } catch (JacksonException _) {
            // Its message quotes the answer, which may hold a phone.
            return new Reply.Unusable("not JSON");
        }
    }

    private static Reply read(JsonNode answer) {
        var code = answer.path("error_code");
        if (!code.isIntegralNumber() || !code.canConvertToInt()) {
            return new Reply.Unusable("no error code");
        }
        var message = word(answer.path("error_message"));
        return code.intValue() == 0
                ? new Reply.Answered(word(answer.path("payment_id")), word(answer.path("payment_status")))
                : new Reply.Failed(code.intValue(), message == null ? "" : message);
    }

    private static @Nullable String word(JsonNode node) {
        var text = node.stringValue("");
        return WORD.matcher(text).matches() ? text : null;
    }
}
