package sandbox.tieout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sandbox.abs.DayStatement;
import sandbox.mobile.MobileApp;
import sandbox.run.GatewayNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the bank's operations do, over HTTP. */
final class StaffDesk {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    // An upgrade to HTTP/2 would have to carry a long first body in HTTP/1.1.
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final GatewayNode node;
    private final String token;

    StaffDesk(GatewayNode node, String token) {
        this.node = node;
        this.token = token;
    }

    /**
     * What a tie-out says.
     *
     * @param accuracy parts per million
     * @param breaks kind, account and reference, with a blank between them
     * @param totals a line for each account and rail
     */
    record Found(long compared, int accuracy, Set<String> breaks, List<String> silent, List<String> totals) {}

    void add(DayStatement statement, boolean xml) {
        var answer = xml
                ? call("POST", "corebanking/statements", "application/xml", statement.camt())
                : call("POST", "corebanking/statements", "text/csv", statement.csv());
        if (answer.path("known").asBoolean(true)) {
            throw new IllegalStateException("A statement of " + statement.account() + " was known before");
        }
    }

    Found tieOut(LocalDate day) {
        var answer = call("GET", "tie-outs/" + day, "application/json", "");
        var breaks = new HashSet<String>();
        for (var it : answer.path("breaks")) {
            breaks.add(it.path("kind").asString() + " " + it.path("account").asString() + " "
                    + it.path("reference").asString());
        }
        var silent = new ArrayList<String>();
        answer.path("silent").forEach(it -> silent.add(it.asString()));
        var totals = new ArrayList<String>();
        for (var it : answer.path("totals")) {
            totals.add("  %-20s %s  ours %18s  theirs %18s"
                    .formatted(
                            it.path("account").asString(),
                            it.path("currency").asString(),
                            it.path("ours").asString(),
                            it.path("theirs").asString()));
        }
        return new Found(
                answer.path("compared").asLong(), answer.path("accuracy").asInt(), breaks, silent, totals);
    }

    /** Sends everything again that the core banking system rejected; emits how much that was. */
    int resendAll() {
        int count = 0;
        for (var it :
                call("GET", "corebanking/documents", "application/json", "").path("items")) {
            call("POST", "corebanking/documents/" + it.path("id").asString() + "/resend", "application/json", "{}");
            count++;
        }
        return count;
    }

    /** As Prometheus sees it. */
    String accuracyMetric() {
        return node.metrics()
                .lines()
                .filter(it -> it.startsWith("oqim_corebanking_accuracy"))
                .map(it -> it.substring(it.lastIndexOf(' ') + 1))
                .findFirst()
                .orElse("is not there");
    }

    private JsonNode call(String method, String path, String type, String body) {
        var request = HttpRequest.newBuilder(node.plain().resolve("/admin/api/" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .header("Idempotency-Key", MobileApp.newKey())
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(path + " answers " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
