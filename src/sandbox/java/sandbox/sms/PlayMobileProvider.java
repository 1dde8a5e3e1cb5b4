package sandbox.sms;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import sandbox.faults.Fault;
import sandbox.http.Answering;
import sandbox.http.HttpHost;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An SMS provider that speaks PlayMobile's API. Any user signs in with any password but {@code wrong}. {@code Fault}s
 * of the plan apply to sending: the one decline is a locked account, the other one a recipient that is not there.
 */
public final class PlayMobileProvider extends HttpHost {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern PHONE = Pattern.compile("998[0-9]{9}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,40}");

    private final LongAdder repeated = new LongAdder();
    private final Map<String, Boolean> ids = new ConcurrentHashMap<>();
    private final Inbox inbox;

    public PlayMobileProvider(int port, Inbox inbox) {
        super("playmobile");
        this.inbox = inbox;
        listen(at(port).route(routes -> routes.post("/broker-api/send", this::take)));
    }

    @Override
    public Map<String, Long> oddities() {
        return Map.of("repeated", repeated.sum());
    }

    @Override
    public String help() {
        return "playmobile: SMS at /broker-api/send, any user, any password but 'wrong'\n";
    }

    private Publisher<Void> take(HttpServerRequest request, HttpServerResponse response) {
        return body(request)
                .flatMap(body -> isKnown(request) ? take(body, response) : answer(response, 401, "Unauthorized"));
    }

    private static boolean isKnown(HttpServerRequest request) {
        var login = String.valueOf(request.requestHeaders().get("Authorization"));
        if (!login.startsWith("Basic ")) {
            return false;
        }
        var plain = new String(Base64.getDecoder().decode(login.substring(6)), StandardCharsets.UTF_8);
        return plain.contains(":") && !plain.endsWith(":") && !plain.endsWith(":wrong");
    }

    private Mono<Void> take(byte[] body, HttpServerResponse response) {
        JsonNode message;
        try {
            message = JSON.readTree(body).path("messages").path(0);
        } catch (JacksonException e) {
            return error(response, 102, "Syntax error");
        }
        if (!ID.matcher(message.path("message-id").asString("")).matches()) {
            return error(response, 106, "No message ids");
        }
        if (!PHONE.matcher(message.path("recipient").asString("")).matches()) {
            return error(response, 202, "Invalid recipient");
        }
        return take(message, response);
    }

    private Mono<Void> take(JsonNode message, HttpServerResponse response) {
        var fault = faults().money(0);
        if (fault.filter(it -> it == Fault.DECLINE_FUNDS).isPresent()) {
            return error(response, 103, "Account is locked");
        }
        if (fault.filter(it -> it == Fault.DECLINE_FRAUD).isPresent()) {
            return error(response, 202, "Invalid recipient");
        }
        if (fault.map(Fault::done).orElse(true)) {
            deliver(message);
        }
        var bytes = "Request is received".getBytes(StandardCharsets.UTF_8);
        return Mono.from(Answering.send(response, "text/plain", bytes, fault));
    }

    private void deliver(JsonNode message) {
        if (ids.put(message.path("message-id").asString(), true) != null) {
            repeated.increment();
        }
        var sms = message.path("sms");
        inbox.deliver(
                message.path("recipient").asString(),
                sms.path("originator").asString("3700"),
                sms.path("content").path("text").asString(""));
    }

    private static Mono<Void> error(HttpServerResponse response, int code, String description) {
        return answer(response, 400, "{\"error-code\":%d,\"error-description\":\"%s\"}".formatted(code, description));
    }

    private static Mono<Void> answer(HttpServerResponse response, int status, String body) {
        return Mono.from(Answering.send(
                response.status(status), "application/json", body.getBytes(StandardCharsets.UTF_8), Optional.empty()));
    }
}
