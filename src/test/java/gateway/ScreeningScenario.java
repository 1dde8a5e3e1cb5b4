package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Staff compare people with the lists of a folder while its files come and go. */
class ScreeningScenario {

    private static final Path LISTS = Path.of("src/test/resources/compliance");

    @TempDir
    static Path folder;

    private static Bank bank;

    @BeforeAll
    static void open() throws IOException {
        for (var file : List.of("sdn.xml", "consolidated.xml")) {
            Files.copy(LISTS.resolve(file), folder.resolve(file));
        }
        bank = Bank.open(Map.of(
                "gateway.compliance.lists.folder", folder.toString(), "gateway.compliance.lists.look-every", "1s"));
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    @Test
    void tellsWhoIsListedAndWhy() throws Exception {
        var answer = screen("""
                {"kind":"person","name":"Каримов Ўткир Тўлқин ўғли","birthDate":"1980-05-12","country":"UZ"}
                """);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"verdict\":\"hit\"", "\"score\":1000", "\"list\":\"ofac\"", "\"entry\":\"101\"")
                .contains("same birth date", "same father's name", "\"version\":\"11/20/2026\"");
    }

    @Test
    void tellsAgainstWhichListsSomebodyIsClear() throws Exception {
        var answer = screen("{\"kind\":\"organisation\",\"name\":\"Orzu Savdo MChJ\"}");

        assertThat(answer.body())
                .startsWith("{\"verdict\":\"clear\",\"score\":0,\"matches\":[]")
                .contains("\"list\":\"un\"");
    }

    @Test
    void refusesWhatCannotBeScreened() throws Exception {
        for (var body : List.of(
                "{\"kind\":\"organisation\",\"name\":\"OOO\"}",
                "{\"kind\":\"person\",\"name\":\"...\"}",
                "{\"kind\":\"ship\",\"name\":\"Lady\"}",
                "{\"kind\":\"person\",\"name\":\"Karimov\",\"birthDate\":\"0000-00-00\"}",
                "{\"kind\":\"person\",\"name\":\"Karimov\",\"birthDate\":\"2999-01-01\"}",
                "{\"kind\":\"person\",\"name\":\"Karimov\",\"pinfl\":\"1\"}",
                "{\"kind\":\"person\",\"name\":\"%s\"}".formatted("a".repeat(201)))) {
            assertThat(screen(body).statusCode()).as(body).isEqualTo(422);
        }
    }

    @Test
    void aBadFileIsSeenAndAGoodOneTakesItsPlace() throws Exception {
        var whole = Files.readString(LISTS.resolve("national.csv"));
        put(whole.substring(0, whole.length() / 2));
        await("refused", 1);
        assertThat(screen("{\"kind\":\"person\",\"name\":\"Отабек Рахматуллаев\"}")
                        .body())
                .contains("\"clear\"");

        put(whole);
        await("entries", 3);

        assertThat(gauge("refused")).isZero();
        assertThat(screen("{\"kind\":\"person\",\"name\":\"Отабек Рахматуллаев\"}")
                        .body())
                .contains("\"hit\"", "N-1");
    }

    private static void put(String text) throws IOException {
        var next = Files.writeString(folder.resolve("national.csv.next"), text);
        Files.move(next, folder.resolve("national.csv"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void await(String what, int value) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (gauge(what) != value && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        assertThat(gauge(what)).as(what).isEqualTo(value);
    }

    private static double gauge(String what) {
        return bank.bean(MeterRegistry.class)
                .get("oqim_screening_list_" + what)
                .tag("list", "national")
                .gauge()
                .value();
    }

    private static HttpResponse<String> screen(String body) throws Exception {
        var request = HttpRequest.newBuilder(bank.url().resolve("/admin/api/screening"))
                .header("Authorization", "Bearer " + Bank.STAFF)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
