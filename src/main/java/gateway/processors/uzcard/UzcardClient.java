package gateway.processors.uzcard;

import gateway.processors.HttpLine;
import gateway.processors.JsonRpc;
import gateway.processors.JsonRpc.Reply;
import gateway.processors.uzcard.UzcardMessage.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The wire to SVGate. */
@Component
final class UzcardClient implements AutoCloseable {

    private final JsonRpc rpc;
    private final String basic;
    private final Duration timeout;

    UzcardClient(UzcardSettings settings) {
        var credentials = settings.username() + ":" + settings.password();
        basic = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        timeout = settings.timeout();
        rpc = new JsonRpc(new HttpLine("uzcard", settings.url(), settings.http()), "Authorization");
    }

    /** Emits once, never errors, within the time-out. */
    Mono<Reply> ask(Request request) {
        return rpc.ask(request, basic, timeout);
    }

    @Override
    public void close() {
        rpc.close();
    }
}
