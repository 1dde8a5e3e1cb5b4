package sandbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import sandbox.run.Installation.Running;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Registers partners of a bank, with endpoints at the sandbox. */
final class PartnerDesk {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Running running;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    PartnerDesk(Running running) {
        this.running = running;
    }

    /** Of a new merchant, which it emits. */
    String partner(String name, String... paths) {
        var merchant = text(staff("/admin/api/merchants", "{\"name\":\"%s\",\"category\":\"5942\"}".formatted(name)));
        var partner = "/admin/api/partners/" + text(staff("/admin/api/partners", "{\"name\":\"%s\"}".formatted(name)));
        approved(staff(partner + "/merchants", "{\"merchant\":\"%s\"}".formatted(merchant)));
        for (var path : paths) {
            var url = "http://127.0.0.1:%d/hooks/%s".formatted(sink(), path);
            var made = staff(partner + "/endpoints", "{\"url\":\"%s\",\"types\":[\"*\"]}".formatted(url));
            approved(made);
            var secret = made.path("secret").toString();
            post(running.sandbox().resolve("/acts/partner/trust"), running.staffToken(), secret);
        }
        return merchant;
    }

    private void approved(JsonNode proposed) {
        var approval = "/admin/api/acts/" + proposed.path("act").asString() + "/approve";
        post(page(approval), running.secondStaffToken(), "{\"reason\":\"For the measurement\"}");
    }

    private int sink() {
        var health = get(running.sandbox().resolve("/health"));
        return health.path("ports").path("partner").asInt();
    }

    private static String text(JsonNode made) {
        return made.path("id").asString();
    }

    private JsonNode staff(String path, String body) {
        return post(page(path), running.staffToken(), body);
    }

    private URI page(String path) {
        return running.nodes().getFirst().plain().resolve(path);
    }

    private JsonNode get(URI page) {
        return send(HttpRequest.newBuilder(page).GET());
    }

    private JsonNode post(URI page, String token, String body) {
        return send(HttpRequest.newBuilder(page)
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", java.util.UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
