package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sandbox.Counterparty;
import sandbox.abs.DayStatements.Move;
import sandbox.books.BookEntry;
import sandbox.mobile.MobileApp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People of the bank who put in what others say of today, and read what disagrees. */
final class ReconcilingStaff {

    static final LocalDate DAY = LocalDate.now(ZoneId.of("Asia/Tashkent"));
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Bank bank;
    private final Map<String, Integer> seen = new HashMap<>();
    private int files;

    ReconcilingStaff(Bank bank) {
        this.bank = bank;
    }

    /**
     * With the books of the sample and a core banking system.
     *
     * @param more what else the story wants
     */
    static Map<String, String> settings(Path folder, Map<String, String> more) throws IOException {
        var all = new HashMap<>(more);
        all.put("gateway.corebanking.pack", "classpath:corebanking/sample.yaml");
        all.put("gateway.reconciliation.pack", pack(folder).toUri().toString());
        all.put("gateway.reconciliation.every", "200ms");
        return all;
    }

    /** The sample with a cut-off that no hour of a test can reach. */
    private static Path pack(Path folder) throws IOException {
        var sample = Files.readString(Path.of("src/main/resources/reconciliation/sample.yaml"));
        return Files.writeString(
                folder.resolve("counterparties.yaml"),
                sample.replaceAll("cut-off: \"[0-9:]+\"", "cut-off: \"23:59:59.999999999\""));
    }

    /** What the counterparty did since the last time. */
    List<BookEntry> fresh(Counterparty it) {
        try (var entries = it.books().orElseThrow().entries()) {
            var all = entries.toList();
            var fresh = all.subList(seen.getOrDefault(it.name(), 0), all.size());
            seen.put(it.name(), all.size());
            return fresh;
        }
    }

    /** The same move, as somebody who is wrong about its amount tells it. */
    static Move changed(Move it, long amount, String currency) {
        var entry = it.entry();
        return new Move(
                new BookEntry(
                        entry.reference(), entry.kind(), amount, currency, entry.card(), entry.at(), entry.facts()),
                it.debit());
    }

    /** Until the core banking system has every posting that concerns it. */
    void awaitAllAreTold() {
        await().atMost(PATIENCE).until(() -> bank.number("""
                select count(*) from ledger.transfer t
                 where t.kind in (1, 3) and t.purpose not in (6, 8, 9)
                   and not exists (select 1 from corebanking.document d where d.id = t.id and d.state = 'accepted')
                """) == 0);
    }

    void add(String counterparty, String book, String type, String file) throws Exception {
        add(counterparty, book, type, file, 200);
    }

    /** @param status what is answered; emits the answer */
    String add(String counterparty, String book, String type, String file, int status) throws Exception {
        files++;
        var path = "reconciliation/files?counterparty=%s&book=%s&day=%s&id=file-%d"
                .formatted(counterparty, book, DAY, files);
        var answer = send(Bank.STAFF, "POST", path, type, file);
        assertThat(answer.statusCode()).as(answer.body() + file).isEqualTo(status);
        return answer.body();
    }

    /** The runs, when everything that came is compared. */
    JsonNode awaitCompared() throws Exception {
        await().atMost(PATIENCE)
                .until(() -> !json("GET", "reconciliation/runs", "").toString().contains("\"waiting\":true"));
        return json("GET", "reconciliation/runs", "");
    }

    JsonNode openBreaks() throws Exception {
        return json("GET", "reconciliation/breaks?state=open", "").path("items");
    }

    JsonNode json(String method, String path, String body) throws Exception {
        var answer = send(Bank.STAFF, method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return JsonMapper.shared().readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }

    HttpResponse<String> send(String token, String method, String path, String body) throws Exception {
        return send(token, method, path, "application/json", body);
    }

    private HttpResponse<String> send(String token, String method, String path, String type, String body)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(bank.url() + "/admin/api/" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .header("Idempotency-Key", MobileApp.newKey())
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
