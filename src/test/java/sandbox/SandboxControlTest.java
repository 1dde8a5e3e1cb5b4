package sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.books.BookEntry;
import sandbox.faults.Fault;
import sandbox.sms.EskizProvider;
import sandbox.sms.Inbox;
import sandbox.uzcard.SvGate;
import tools.jackson.databind.json.JsonMapper;

class SandboxControlTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Inbox inbox = Inbox.inMemory();
    private SvGate gate;
    private EskizProvider sms;
    private SandboxControl control;

    @BeforeEach
    void start() {
        gate = new SvGate(0, folder.resolve("uzcard.jsonl"), inbox);
        sms = new EskizProvider(0, inbox);
        control = new SandboxControl(0, List.of(gate, sms), inbox);
    }

    @AfterEach
    void stop() {
        control.close();
        sms.close();
        gate.close();
        http.close();
    }

    @Test
    void saysWhatThereIs() throws Exception {
        assertThat(get("/health").body()).contains("\"uzcard\":" + gate.port(), "\"sms\":" + sms.port());
        assertThat(get("/").body()).contains("8600490000000018", "73  SILENCE_DONE", "PUT  /faults/{name}");
    }

    @Test
    void readsTheBooksAndTheirSums() throws Exception {
        var books = gate.books().orElseThrow();
        IntStream.range(0, 500).forEach(i -> books.append(entry("e" + i)).join());

        assertThat(JSON.readTree(get("/books/uzcard").body())).hasSize(500);
        assertThat(JSON.readTree(get("/books/uzcard?reference=e7").body())
                        .get(0)
                        .path("reference")
                        .asString())
                .isEqualTo("e7");
        assertThat(JSON.readTree(get("/books/uzcard?reference=nobody").body())).isEmpty();
        assertThat(get("/books/uzcard/summary").body().strip()).isEqualTo("{\"DEBIT\":{\"count\":500,\"sum\":50000}}");
        assertThat(get("/books/sms").statusCode()).isEqualTo(404);
        assertThat(get("/books/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void takesAPlanAndRefusesNonsense() throws Exception {
        assertThat(put("/faults/uzcard", "{\"seed\":7,\"rates\":{\"DELAY\":0.5},\"recoveryRates\":{\"RESET_DONE\":1}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(gate.faults().plan().rates()).isEqualTo(Map.of(Fault.DELAY, 0.5));
        assertThat(gate.faults().plan().recoveryRates()).isEqualTo(Map.of(Fault.RESET_DONE, 1.0));
        assertThat(get("/faults/uzcard").body()).contains("\"DELAY\":0.5");

        assertThat(put("/faults/uzcard", "{\"rates\":{\"RAIN\":0.5}}").statusCode())
                .isEqualTo(400);
        assertThat(put("/faults/uzcard", "{\"rates\":{\"DELAY\":1.5}}").statusCode())
                .isEqualTo(400);
        assertThat(put("/faults/uzcard", "nonsense").statusCode()).isEqualTo(400);
        assertThat(put("/faults/nobody", "{}").statusCode()).isEqualTo(404);
        assertThat(gate.faults().plan().rates()).containsKey(Fault.DELAY);
    }

    @Test
    void readsWhatArrivedOnAPhone() throws Exception {
        inbox.deliver("998901112233", "4546", "first");
        inbox.deliver("998901112233", "4546", "second");

        var messages = JSON.readTree(get("/sms/998901112233").body());

        assertThat(messages.get(0).path("text").asString()).isEqualTo("second");
        assertThat(messages).hasSize(2);
        assertThat(JSON.readTree(get("/sms/998900000000").body())).isEmpty();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .PUT(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + control.port() + path);
    }

    private static BookEntry entry(String reference) {
        return new BookEntry(
                reference, "DEBIT", 100, "UZS", "860049******0000", "2026-01-01T00:00:00Z", Map.of("tran", reference));
    }
}
