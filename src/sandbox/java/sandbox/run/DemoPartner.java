package sandbox.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import sandbox.run.Installation.Running;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A partner who is told of merchants' payments at the sandbox; that of a run is registered once, and kept with its key.
 */
public final class DemoPartner {

    static final String FILE = "partner.properties";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Running running;
    private final URI gateway;
    private final HttpClient http = HttpClient.newHttpClient();

    private DemoPartner(Running running) {
        this.running = running;
        this.gateway = running.nodes().getFirst().plain();
    }

    /**
     * Registers one that hears everything about these merchants.
     *
     * @return the key with which it asks for its events
     */
    public static String keyOfNew(Running running, Collection<String> merchants) {
        return new DemoPartner(running).register(merchants).getOrDefault("key", "");
    }

    /** Its id. */
    public static String in(Running running, Collection<String> merchants) {
        var file = running.home().data(FILE);
        try {
            if (!Files.exists(file)) {
                var made = new DemoPartner(running).register(merchants);
                running.home().writeSecretly(FILE, Secrets.render(new TreeMap<>(made)));
            }
            return Secrets.read(Files.readString(file)).getOrDefault("id", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> register(Collection<String> merchants) {
        var id = post("/admin/api/partners", "{\"name\":\"Shops\"}").path("id").asString("");
        var partner = "/admin/api/partners/" + id;
        merchants.forEach(merchant -> approved(partner + "/merchants", "{\"merchant\":\"%s\"}".formatted(merchant)));
        var hook = SandboxPart.partner(running.sandbox()).resolve("/hooks/shops");
        var endpoint = approved(partner + "/endpoints", "{\"url\":\"%s\",\"types\":[\"*\"]}".formatted(hook));
        var secret = endpoint.path("secret").path("secret").asString("");
        send(
                HttpRequest.newBuilder(running.sandbox().resolve("/acts/partner/trust")),
                "{\"secret\":\"%s\"}".formatted(secret));
        var key = approved(
                        partner + "/keys",
                        "{\"scopes\":[\"events:read\",\"events:replay\",\"transfers\",\"transfers:cards\"]}")
                .path("key");
        var signature = approved(partner + "/signature-keys", "{}");
        return Map.of(
                "id",
                id,
                "key",
                key.asString(""),
                "signature.key",
                signature.path("id").asString(""),
                "signature.secret",
                signature.path("secret").asString(""));
    }

    /** One proposes, the other approves; emits what was proposed. */
    private JsonNode approved(String path, String body) {
        var proposed = post(path, body);
        var act = "/admin/api/acts/" + proposed.path("act").asString("") + "/approve";
        send(as(running.secondStaffToken(), act), "{\"reason\":\"For the demonstration\"}");
        return proposed;
    }

    private JsonNode post(String path, String body) {
        return send(as(running.staffToken(), path), body);
    }

    private HttpRequest.Builder as(String token, String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder to, String body) {
        var request = to.header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new StartFailure("The partner was not registered: " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new StartFailure("The partner was not registered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted while registering the partner", e);
        }
    }
}
