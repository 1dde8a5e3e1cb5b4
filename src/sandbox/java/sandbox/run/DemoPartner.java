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

/** A partner who is told of the demo merchants' payments at the sandbox; registered once, and kept with its key. */
final class DemoPartner {

    static final String FILE = "partner.properties";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI gateway;
    private final Staff staff;
    private final HttpClient http = HttpClient.newHttpClient();

    private DemoPartner(URI gateway, Staff staff) {
        this.gateway = gateway;
        this.staff = staff;
    }

    /** Tokens of two of the bank's staff: what lets a partner in is proposed by one and approved by the other. */
    record Staff(String one, String other) {

        @Override
        public String toString() {
            return "Staff[***]";
        }
    }

    /** Its id. */
    static String in(Home home, URI gateway, Staff staff, URI sandbox, Collection<String> merchants) {
        var file = home.data(FILE);
        try {
            if (!Files.exists(file)) {
                var made = new DemoPartner(gateway, staff).register(sandbox, merchants);
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
        var endpoint = approved(partner + "/endpoints", "{\"url\":\"%s\",\"types\":[\"*\"]}".formatted(hook));
        var secret = endpoint.path("secret").path("secret").asString("");
        send(HttpRequest.newBuilder(sandbox.resolve("/acts/partner/trust")), "{\"secret\":\"%s\"}".formatted(secret));
        var key = approved(partner + "/keys", "{\"scopes\":[\"events:read\",\"events:replay\",\"transfers\"]}")
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
        send(as(staff.other(), act), "{\"reason\":\"For the demonstration\"}");
        return proposed;
    }

    private JsonNode post(String path, String body) {
        return send(as(staff.one(), path), body);
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
