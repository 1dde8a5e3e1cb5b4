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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A partner who is told of merchants' payments at the sandbox; that of a run is registered once, and kept with its key. */
public final class DemoPartner {

    static final String FILE = "partner.properties";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI gateway;
    private final String staffToken;
    private final HttpClient http = HttpClient.newHttpClient();

    private DemoPartner(URI gateway, String staffToken) {
        this.gateway = gateway;
        this.staffToken = staffToken;
    }

    /**
     * Registers one that hears everything about these merchants.
     *
     * @param staffToken opens the bank's own API
     * @param sandbox its control page
     * @return the key with which it asks for its events
     */
    public static String keyOfNew(URI gateway, String staffToken, URI sandbox, Collection<String> merchants) {
        return new DemoPartner(gateway, staffToken).register(sandbox, merchants).getOrDefault("key", "");
    }

    /** Its id. */
    static String in(Home home, URI gateway, String staffToken, URI sandbox, Collection<String> merchants) {
        var file = home.data(FILE);
        try {
            if (!Files.exists(file)) {
                var made = new DemoPartner(gateway, staffToken).register(sandbox, merchants);
                home.writeSecretly(FILE, Secrets.render(new TreeMap<>(made)));
            }
            return Secrets.read(Files.readString(file)).getOrDefault("id", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> register(URI sandbox, Collection<String> merchants) {
        var id = post("/admin/api/partners", "{\"name\":\"Shops\"}").path("id").asString("");
        var partner = "/admin/api/partners/" + id;
        merchants.forEach(merchant -> post(partner + "/merchants", "{\"merchant\":\"%s\"}".formatted(merchant)));
        var hook = SandboxPart.partner(sandbox).resolve("/hooks/shops");
        var endpoint = post(partner + "/endpoints", "{\"url\":\"%s\",\"types\":[\"*\"]}".formatted(hook));
        var secret = endpoint.path("secret").path("secret").asString("");
        send(HttpRequest.newBuilder(sandbox.resolve("/acts/partner/trust")), "{\"secret\":\"%s\"}".formatted(secret));
        var key = post(partner + "/keys", "{\"scopes\":[\"events:read\"]}").path("key");
        return Map.of("id", id, "key", key.asString(""));
    }

    private JsonNode post(String path, String body) {
        return send(
                HttpRequest.newBuilder(gateway.resolve(path)).header("Authorization", "Bearer " + staffToken), body);
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
