package sandbox.sms;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import sandbox.faults.Fault;
import sandbox.http.Answering;
import sandbox.http.HttpHost;

/**
 * An SMS provider that speaks Eskiz' API. Any e-mail signs in with any password but {@code wrong}; a token lives for 30
 * days, or as long as the constructor says. {@code Fault}s of the plan apply to sending: a decline is 422, and what is
 * conflicting is taken and never arrives. Where a message names a {@code callback_url}, it is told what became of it.
 */
public final class EskizProvider extends HttpHost {

    private static final String JSON = "application/json";
    private static final Pattern PHONE = Pattern.compile("998[0-9]{9}");
    private static final Duration USUAL_LIFE = Duration.ofDays(30);

    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final SmsReports reports = new SmsReports();
    private final Inbox inbox;
    private final Duration tokenLife;

    public EskizProvider(int port) {
        this(port, Inbox.inMemory());
    }

    public EskizProvider(int port, Inbox inbox) {
        this(port, inbox, USUAL_LIFE);
    }

    public EskizProvider(int port, Inbox inbox, Duration tokenLife) {
        super("sms");
        this.inbox = inbox;
        this.tokenLife = tokenLife;
        listen(at(port).route(this::routes));
    }

    @Override
    public String help() {
        return "sms: Eskiz at /api, any e-mail, any password but 'wrong'; read messages at GET /sms/998...\n";
    }

    public Inbox inbox() {
        return inbox;
    }

    private void routes(HttpServerRoutes routes) {
        routes.post("/api/auth/login", (request, response) -> form(request).flatMap(form -> login(form, response)));
        routes.route(
                request -> request.method().name().equals("PATCH") && "/api/auth/refresh".equals(request.fullPath()),
                (request, response) -> authorised(request) ? token(response) : unauthorised(response));
        routes.delete("/api/auth/invalidate", this::invalidate);
        routes.get(
                "/api/message/sms/status_by_id/{id}",
                (request, response) -> authorised(request)
                        ? status(String.valueOf(request.param("id")), response)
                        : unauthorised(response));
        routes.post(
                "/api/message/sms/send",
                (request, response) -> authorised(request)
                        ? form(request).flatMap(form -> send(form, response))
                        : unauthorised(response));
    }

    private Mono<Void> login(Map<String, String> form, HttpServerResponse response) {
        boolean complete = !form.getOrDefault("email", "").isBlank()
                && !form.getOrDefault("password", "").isBlank();
        if (!complete || "wrong".equals(form.get("password"))) {
            return answer(response, 401, "{\"message\":\"Invalid credentials\",\"status\":\"unauthorized\"}");
        }
        return token(response);
    }

    private Mono<Void> token(HttpServerResponse response) {
        var now = Instant.now();
        tokens.values().removeIf(end -> !now.isBefore(end));
        var token = UUID.randomUUID().toString();
        tokens.put(token, now.plus(tokenLife));
        return answer(
                response,
                200,
                "{\"message\":\"token_generated\",\"data\":{\"token\":\"" + token + "\"},\"token_type\":\"bearer\"}");
    }

    private Publisher<Void> invalidate(HttpServerRequest request, HttpServerResponse response) {
        bearer(request).ifPresent(tokens::remove);
        return answer(response, 200, "{\"message\":\"Token invalidated\"}");
    }

    private Mono<Void> send(Map<String, String> form, HttpServerResponse response) {
        var phone = form.getOrDefault("mobile_phone", "");
        var text = form.getOrDefault("message", "");
        if (!PHONE.matcher(phone).matches() || text.isBlank()) {
            return answer(response, 422, "{\"status\":\"error\",\"message\":{\"mobile_phone\":[\"invalid\"]}}");
        }
        var fault = faults().money(0);
        var id = UUID.randomUUID().toString();
        boolean lost = fault.filter(it -> it == Fault.CONFLICTING_ANSWER).isPresent();
        if (lost) {
            reports.add(id, "UNDELIV", form.getOrDefault("callback_url", ""));
            fault = Optional.empty();
        } else if (fault.filter(Fault::done).isPresent() || fault.isEmpty()) {
            inbox.deliver(phone, form.getOrDefault("from", "4546"), text);
            reports.add(id, "DELIVRD", form.getOrDefault("callback_url", ""));
        } else if (fault.get() == Fault.DECLINE_FUNDS || fault.get() == Fault.DECLINE_FRAUD) {
            return answer(response, 422, "{\"status\":\"error\",\"message\":\"balance\"}");
        }
        var body = "{\"id\":\"" + id + "\",\"message\":\"Waiting for SMS provider\",\"status\":\"waiting\"}";
        return Mono.from(Answering.send(response, JSON, body.getBytes(StandardCharsets.UTF_8), fault));
    }

    private Mono<Void> status(String id, HttpServerResponse response) {
        return reports.of(id)
                .map(status -> answer(
                        response, 200, "{\"status\":\"success\",\"data\":{\"status\":\"" + status + "\"},\"id\":null}"))
                .orElseGet(() -> answer(response, 404, "{\"status\":\"error\",\"message\":\"not found\"}"));
    }

    private boolean authorised(HttpServerRequest request) {
        return bearer(request)
                .map(tokens::get)
                .filter(end -> Instant.now().isBefore(end))
                .isPresent();
    }

    private static Optional<String> bearer(HttpServerRequest request) {
        return Optional.ofNullable(request.requestHeaders().get("Authorization"))
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()));
    }

    private static Mono<Void> unauthorised(HttpServerResponse response) {
        return answer(response, 401, "{\"message\":\"Expired\",\"status\":\"token-invalid\"}");
    }

    private static Mono<Void> answer(HttpServerResponse response, int status, String body) {
        return Mono.from(
                Answering.send(response.status(status), JSON, body.getBytes(StandardCharsets.UTF_8), Optional.empty()));
    }

    private static Mono<Map<String, String>> form(HttpServerRequest request) {
        return body(request).map(body -> parse(new String(body, StandardCharsets.UTF_8)));
    }

    private static Map<String, String> parse(String body) {
        var form = new ConcurrentHashMap<String, String>();
        new QueryStringDecoder(body, StandardCharsets.UTF_8, false)
                .parameters()
                .forEach((name, values) -> form.put(name, first(values)));
        return form;
    }

    private static String first(List<String> values) {
        return values.isEmpty() ? "" : values.getFirst();
    }
}
