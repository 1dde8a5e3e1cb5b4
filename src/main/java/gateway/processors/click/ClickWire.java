package gateway.processors.click;

import gateway.processors.RailJson;
import gateway.processors.click.ClickMessage.Reply;
import gateway.processors.click.ClickMessage.Request;
import io.netty.handler.codec.http.HttpMethod;
import tools.jackson.core.JacksonException;

/**
 * The JSON around a message. Whatever does not say how it ended is unusable, and so is a no that is not in Click's own
 * words: a proxy on the way says 404 and 403, too.
 */
final class ClickWire {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NOT_FOUND = 404;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    byte[] write(long service, Request request) {
        if (!request.method().equals(HttpMethod.POST)) {
            return new byte[0];
        }
        return RailJson.write(out -> {
            out.writeNumberProperty("service_id", service);
            request.write(out);
        });
    }

    Reply read(int status, byte[] body) {
        if (status == OK || status == CREATED) {
            return read(body);
        }
        return status >= BAD_REQUEST && status < SERVER_ERROR && read(body) instanceof Reply.Failed
                ? refused(status)
                : new Reply.Unusable("HTTP status " + status);
    }

    private static Reply refused(int status) {
        return status == NOT_FOUND ? new Reply.Absent() : new Reply.Failed(status);
    }

    private static Reply read(byte[] body) {
        try {
            var answer = RailJson.read(body);
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
