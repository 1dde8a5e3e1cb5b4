package sandbox.push;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
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
 * Firebase Cloud Messaging with Google's token endpoint. It knows one service account and checks its assertions. A
 * registration token that begins with {@code gone} is not registered any more, one with {@code bad} never was one. Of
 * the faults one decline is a quota that is used up for two seconds (whoever asks in them is an oddity), the other one
 * an outage without a pause.
 */
public final class FcmHost extends HttpHost {

    public static final String PROJECT = "oqim-sandbox";
    public static final String ACCOUNT = "push@oqim-sandbox.iam.gserviceaccount.com";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final String FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError";
    private static final int QUOTA_SECONDS = 2;
    private static final int MOST_BYTES = 4_096;
    private static final int MOST_KEPT = 1_000;

    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final List<Push> pushes = new CopyOnWriteArrayList<>();
    private final Set<String> away = ConcurrentHashMap.newKeySet();
    private final LongAdder grants = new LongAdder();
    private final Duration tokenLife;
    private volatile Instant quotaAgain = Instant.MIN;

    /** What arrived on a device. */
    public record Push(String token, String id, String title, String body) {}

    public FcmHost(int port) {
        this(port, Duration.ofHours(1));
    }

    /** @param tokenLife how long an access token is good for */
    public FcmHost(int port, Duration tokenLife) {
        super("fcm");
        this.tokenLife = tokenLife;
        listen(at(port).route(routes ->
                routes.post("/token", this::grant).post("/v1/projects/" + PROJECT + "/messages:send", this::send)));
    }

    /** How a gateway reaches it, and with which account. */
    public static Map<String, String> settings(int port) {
        var here = "gateway.notifications.fcm.";
        var url = "http://127.0.0.1:" + port;
        return Map.of(
                here + "url",
                url,
                here + "token-url",
                url + "/token",
                here + "project",
                PROJECT,
                here + "client-email",
                ACCOUNT,
                here + "key-id",
                "sandbox",
                here + "private-key",
                ServiceKeys.pem().replace("\n", "\\n").replace("\r", ""));
    }

    @Override
    public String help() {
        return "fcm: FCM HTTP v1 with /token; a token 'gone…' is unregistered, one 'bad…' is none\n";
    }

    /** The latest ones, oldest first. */
    public List<Push> pushes() {
        return List.copyOf(pushes);
    }

    /** Whether the device with this token can be reached; others are not touched by it. */
    public void reach(String token, boolean can) {
        if (can) {
            away.remove(token);
        } else {
            away.add(token);
        }
    }

    /** How many access tokens were given. */
    public long grants() {
        return grants.sum();
    }

    /** No token that was given is good any more. */
    public void forgetTokens() {
        tokens.clear();
    }

    private Publisher<Void> grant(HttpServerRequest request, HttpServerResponse response) {
        return body(request).flatMap(body -> {
            var form = new QueryStringDecoder(new String(body, StandardCharsets.UTF_8), false).parameters();
            var assertion = form.getOrDefault("assertion", List.of("")).getFirst();
            boolean grant =
                    List.of("urn:ietf:params:oauth:grant-type:jwt-bearer").equals(form.get("grant_type"));
            if (!grant || !isOurs(assertion)) {
                odd("assertion");
                return answer(response, 400, "{\"error\":\"invalid_grant\"}");
            }
            grants.increment();
            var token = "ya29." + UUID.randomUUID();
            tokens.put(token, Instant.now().plus(tokenLife));
            return answer(
                    response,
                    200,
                    "{\"access_token\":\"%s\",\"expires_in\":%d,\"token_type\":\"Bearer\"}"
                            .formatted(token, tokenLife.toSeconds()));
        });
    }

    private boolean isOurs(String assertion) {
        var parts = assertion.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        try {
            var claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            var rsa = Signature.getInstance("SHA256withRSA");
            rsa.initVerify(ServiceKeys.PAIR.getPublic());
            rsa.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return rsa.verify(Base64.getUrlDecoder().decode(parts[2]))
                    && ACCOUNT.equals(claims.path("iss").asString(""))
                    && SCOPE.equals(claims.path("scope").asString(""))
                    && claims.path("aud").asString("").endsWith("/token");
        } catch (GeneralSecurityException | IllegalArgumentException | JacksonException e) {
            return false;
        }
    }

    private Publisher<Void> send(HttpServerRequest request, HttpServerResponse response) {
        return body(request).flatMap(body -> isKnown(request) ? take(body, response) : unknown(response));
    }

    private boolean isKnown(HttpServerRequest request) {
        var login = String.valueOf(request.requestHeaders().get("Authorization"));
        var end = tokens.get(login.replaceFirst("^Bearer ", ""));
        return end != null && Instant.now().isBefore(end);
    }

    private static Mono<Void> unknown(HttpServerResponse response) {
        return answer(response, 401, "{\"error\":{\"code\":401,\"status\":\"UNAUTHENTICATED\"}}");
    }

    private Mono<Void> take(byte[] body, HttpServerResponse response) {
        JsonNode message;
        try {
            message = JSON.readTree(body).path("message");
        } catch (JacksonException e) {
            return error(response, 400, "google.rpc.BadRequest", "");
        }
        var token = message.path("token").asString("");
        if (body.length > MOST_BYTES || token.startsWith("bad")) {
            return error(response, 400, FCM_ERROR, "INVALID_ARGUMENT");
        }
        if (token.startsWith("gone")) {
            return error(response, 404, FCM_ERROR, "UNREGISTERED");
        }
        if (away.contains(token)) {
            return error(response, 503, FCM_ERROR, "UNAVAILABLE");
        }
        return take(message, token, response);
    }

    private Mono<Void> take(JsonNode message, String token, HttpServerResponse response) {
        if (Instant.now().isBefore(quotaAgain)) {
            odd("too soon");
        }
        var fault = faults().money(0);
        if (fault.filter(it -> it == Fault.DECLINE_FUNDS).isPresent()) {
            quotaAgain = Instant.now().plusSeconds(QUOTA_SECONDS);
            return error(
                    response.header("Retry-After", String.valueOf(QUOTA_SECONDS)), 429, FCM_ERROR, "QUOTA_EXCEEDED");
        }
        if (fault.filter(it -> it == Fault.DECLINE_FRAUD).isPresent()) {
            return error(response, 503, FCM_ERROR, "UNAVAILABLE");
        }
        if (fault.map(Fault::done).orElse(true)) {
            keep(message, token);
        }
        var name = "{\"name\":\"projects/%s/messages/0:%s\"}".formatted(PROJECT, UUID.randomUUID());
        return Mono.from(Answering.send(response, "application/json", name.getBytes(StandardCharsets.UTF_8), fault));
    }

    private void keep(JsonNode message, String token) {
        if (pushes.size() >= MOST_KEPT) {
            pushes.removeFirst();
        }
        pushes.add(new Push(
                token,
                message.path("data").path("id").asString(""),
                message.path("notification").path("title").asString(""),
                message.path("notification").path("body").asString("")));
    }

    private static Mono<Void> error(HttpServerResponse response, int status, String type, String code) {
        return answer(
                response,
                status,
                "{\"error\":{\"code\":%d,\"status\":\"%s\",\"details\":[{\"@type\":\"%s\",\"errorCode\":\"%s\"}]}}"
                        .formatted(status, code, type, code));
    }

    private static Mono<Void> answer(HttpServerResponse response, int status, String body) {
        return Mono.from(Answering.send(
                response.status(status), "application/json", body.getBytes(StandardCharsets.UTF_8), Optional.empty()));
    }
}
