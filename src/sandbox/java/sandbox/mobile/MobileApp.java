package sandbox.mobile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bank's app on one phone: signs in, links cards, pays, over HTTP/2. Blocks, as a person does; for tests, chaos and
 * the first steps of the README.
 */
public final class MobileApp {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int UNDECIDED = 503;
    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final HttpClient http;
    private final URI gateway;
    private final URI sandbox;
    private final Device device;
    private volatile @Nullable Tokens tokens;

    /** What a sign-in gives. */
    public record Tokens(String access, String refresh, String session, String customer) {}

    /** What the gateway answered. */
    public record Reply(
            int status, String version, JsonNode body, String text, Map<String, java.util.List<String>> headers) {}

    /**
     * @param tls what the phone trusts; null for a gateway without TLS
     * @param sandbox the sandbox's control address, to read the SMS
     */
    public MobileApp(URI gateway, URI sandbox, Device device, @Nullable SSLContext tls) {
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).connectTimeout(Duration.ofSeconds(5));
        if (tls != null) {
            builder.sslContext(tls);
        }
        this(builder.build(), gateway, sandbox, device);
    }

    private MobileApp(HttpClient http, URI gateway, URI sandbox, Device device) {
        this.http = http;
        this.gateway = gateway;
        this.sandbox = sandbox;
        this.device = device;
    }

    /** Another phone, not signed in, behind the same connection: thousands of phones need no thousands of those. */
    public MobileApp beside(Device other) {
        return new MobileApp(http, gateway, sandbox, other);
    }

    /** The same phone with the same tokens, at another node. */
    public MobileApp at(URI node) {
        var other = new MobileApp(node, sandbox, device, null);
        other.use(tokens());
        return other;
    }

    public Device device() {
        return device;
    }

    public void use(Tokens kept) {
        tokens = kept;
    }

    public Tokens tokens() {
        var now = tokens;
        if (now == null) {
            throw new Refusal("Sign in first");
        }
        return now;
    }

    /** Asks for a code, reads it from the SMS, and proves the phone's key. Throws {@link Refusal}. */
    public Tokens signIn(String phone) {
        var start =
                JSON.writeValueAsString(Map.of("phone", phone, "deviceKey", device.jwk(), "deviceName", "Test phone"));
        var challenge = expect(200, send("POST", "/v1/sign-in", start, null, PATIENCE, null));
        var confirm = JSON.writeValueAsString(
                Map.of("challengeId", challenge.path("challengeId").asString(), "code", code(phone)));
        var answer = expect(200, send("POST", "/v1/sign-in/confirm", confirm, null, PATIENCE, null));
        var fresh = new Tokens(
                answer.path("access_token").asString(),
                answer.path("refresh_token").asString(),
                answer.path("session_id").asString(),
                answer.path("customer_id").asString());
        tokens = fresh;
        return fresh;
    }

    /** Exchanges the refresh token for new ones; until they are there, the old ones serve on. */
    public Tokens refresh() {
        var kept = tokens();
        var body = JSON.writeValueAsString(Map.of("refresh_token", kept.refresh()));
        var answer = expect(200, send("POST", "/v1/tokens/refresh", body, null, PATIENCE, null));
        var fresh = new Tokens(
                answer.path("access_token").asString(),
                answer.path("refresh_token").asString(),
                kept.session(),
                kept.customer());
        tokens = fresh;
        return fresh;
    }

    /**
     * Links a card, with the rail's code where it sends one; emits the card's id. Asks again where nothing was decided
     * (503), and then throws {@link Refusal}.
     */
    public String linkCard(String pan, String expiry, String railPhone) {
        var body = JSON.writeValueAsString(Map.of("pan", pan, "expiry", expiry));
        var key = newKey();
        var link = send("POST", "/v1/cards", body, key);
        for (int again = 1; link.status() == UNDECIDED && again <= TRIES; again++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            link = send("POST", "/v1/cards", body, key);
        }
        if (link.status() == 201) {
            return link.body().path("id").asString();
        }
        var registration = expect(202, link).path("registrationId").asString();
        var confirm = send(
                "POST",
                "/v1/cards/registrations/" + registration + "/confirm",
                JSON.writeValueAsString(Map.of("code", code(railPhone))),
                newKey());
        return expect(201, confirm).path("id").asString();
    }

    /** A card that an operator keeps, which sends its own code to the holder; emits our id of it. */
    public String linkCard(String pan, String expiry, String through, String code) {
        var card = JSON.writeValueAsString(Map.of("pan", pan, "expiry", expiry, "through", through));
        var registration = expect(202, send("POST", "/v1/cards", card, newKey()))
                .path("registrationId")
                .asString();
        var path = "/v1/cards/registrations/" + registration + "/confirm";
        var confirm = send("POST", path, JSON.writeValueAsString(Map.of("code", code)), newKey());
        return expect(201, confirm).path("id").asString();
    }

    public Reply post(String path, String json, String key) {
        return send("POST", path, json, key);
    }

    /** As a person who hangs up when nothing has come for a while: then it throws {@link UncheckedIOException}. */
    public Reply post(String path, String json, String key, Duration patience) {
        return send("POST", path, json, key, patience, access());
    }

    public Reply get(String path) {
        return send("GET", path, null, null);
    }

    public Reply delete(String path) {
        return send("DELETE", path, null, null);
    }

    /** The newest code that arrived on a phone. */
    public String code(String phone) {
        var messages = call(
                        HttpRequest.newBuilder(sandbox.resolve("/sms/" + phone)).GET(), PATIENCE)
                .body();
        for (var message : messages) {
            var code = Codes.in(message.path("text").asString());
            if (code.isPresent()) {
                return code.get();
            }
        }
        throw new Refusal("No code arrived on " + phone);
    }

    public static String newKey() {
        return UUID.randomUUID().toString();
    }

    /** Sends one request with a proof of the phone's key and, once signed in, the access token. */
    public Reply send(String method, String path, @Nullable String json, @Nullable String key) {
        return send(method, path, json, key, PATIENCE, access());
    }

    private @Nullable String access() {
        var now = tokens;
        return now == null ? null : now.access();
    }

    private Reply send(
            String method,
            String path,
            @Nullable String json,
            @Nullable String key,
            Duration patience,
            @Nullable String access) {
        var uri = gateway.resolve(path);
        var target = uri.getQuery() == null ? uri : uri.resolve(uri.getPath());
        var request = HttpRequest.newBuilder(uri)
                .timeout(patience)
                .header("DPoP", device.proof(method, target.toString(), access))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (access != null) {
            request.header("Authorization", "DPoP " + access);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return call(request, patience);
    }

    // The client's own time-out has been seen not to end a request to a server that had stopped reading.
    private Reply call(HttpRequest.Builder request, Duration patience) {
        var answer = http.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            var response = answer.get(patience.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
            var text = response.body();
            boolean json = text.startsWith("{") || text.startsWith("[");
            return new Reply(
                    response.statusCode(),
                    response.version().toString(),
                    json ? JSON.readTree(text) : JSON.missingNode(),
                    text,
                    response.headers().map());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new UncheckedIOException(new HttpTimeoutException("no answer, and no end of waiting for it"));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure
                    ? new UncheckedIOException(failure)
                    : new IllegalStateException(e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode expect(int status, Reply reply) {
        if (reply.status() != status) {
            throw Refusal.of(reply);
        }
        return reply.body();
    }
}
