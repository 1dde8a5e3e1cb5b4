package gateway.sessions;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** As much of the SMS provider as a test needs. */
public final class FakeEskiz implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("\\b(?=[A-Z0-9]*[0-9])(?=[A-Z0-9]*[A-Z])[A-Z0-9]{6}\\b");

    private final Map<String, List<String>> messages = new ConcurrentHashMap<>();
    private final DisposableServer server;
    public final AtomicInteger logins = new AtomicInteger();
    public final AtomicInteger refreshes = new AtomicInteger();
    private volatile String token = "first";
    private volatile boolean silent;

    public FakeEskiz() {
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.post("/api/auth/login", this::login)
                        .route(request -> request.method().name().equals("PATCH"), this::refresh)
                        .post("/api/message/sms/send", this::send))
                .bindNow();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port() + "/api");
    }

    /** From now on the token given before is refused. */
    public void expireToken() {
        token = token + "+";
    }

    public void fallSilent(boolean silence) {
        silent = silence;
    }

    public List<String> messagesTo(String phone) {
        return messages.getOrDefault(phone, List.of());
    }

    public String lastCodeTo(String phone) {
        var matcher = CODE.matcher(messagesTo(phone).getLast());
        if (!matcher.find()) {
            throw new AssertionError("No code in " + messagesTo(phone).getLast());
        }
        return matcher.group();
    }

    private Publisher<Void> login(HttpServerRequest request, HttpServerResponse response) {
        logins.incrementAndGet();
        return answerToken(request, response);
    }

    private Publisher<Void> refresh(HttpServerRequest request, HttpServerResponse response) {
        refreshes.incrementAndGet();
        return answerToken(request, response);
    }

    private Publisher<Void> answerToken(HttpServerRequest request, HttpServerResponse response) {
        var body = "{\"message\":\"token_generated\",\"data\":{\"token\":\"%s\"},\"token_type\":\"bearer\"}";
        return request.receive().then(json(response, body.formatted(token)));
    }

    private Publisher<Void> send(HttpServerRequest request, HttpServerResponse response) {
        if (silent) {
            return Mono.never();
        }
        if (!("Bearer " + token).equals(request.requestHeaders().get("Authorization"))) {
            return json(response.status(401), "{\"message\":\"Expired\",\"status\":\"token-invalid\"}");
        }
        return request.receive()
                .aggregate()
                .asString()
                .doOnNext(this::keep)
                .then(json(response, "{\"id\":\"1\",\"message\":\"Waiting for SMS provider\",\"status\":\"waiting\"}"));
    }

    private void keep(String form) {
        var fields = new ConcurrentHashMap<String, String>();
        for (var field : form.split("&")) {
            var pair = field.split("=", 2);
            fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        messages.merge(fields.get("mobile_phone"), List.of(fields.get("message")), FakeEskiz::both);
    }

    private static List<String> both(List<String> earlier, List<String> later) {
        var all = new ArrayList<>(earlier);
        all.addAll(later);
        return List.copyOf(all);
    }

    private static Mono<Void> json(HttpServerResponse response, String body) {
        return response.header("Content-Type", "application/json")
                .sendString(Mono.just(body))
                .then();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
