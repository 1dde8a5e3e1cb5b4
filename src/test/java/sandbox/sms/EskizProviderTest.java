package sandbox.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;
import tools.jackson.databind.json.JsonMapper;

class EskizProviderTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Inbox inbox = Inbox.inMemory();
    private EskizProvider eskiz = new EskizProvider(0, inbox);

    @AfterEach
    void stop() {
        eskiz.close();
        http.close();
    }

    @Test
    void deliversWithAToken() throws Exception {
        var answer = send(token(), "mobile_phone=998901234567&message=Kod%3A+12ab34&from=4546");

        assertThat(JSON.readTree(answer.body()).path("status").asString()).isEqualTo("waiting");
        assertThat(inbox.of("998901234567").getFirst().text()).isEqualTo("Kod: 12ab34");
    }

    @Test
    void wantsAToken() throws Exception {
        assertThat(send("none", "mobile_phone=998901234567&message=x").statusCode())
                .isEqualTo(401);
        assertThat(post("/api/auth/login", "", "email=a@b.uz&password=wrong").statusCode())
                .isEqualTo(401);
        assertThat(post("/api/auth/login", "", "").statusCode()).isEqualTo(401);
        assertThat(inbox.of("998901234567")).isEmpty();
    }

    @Test
    void aTokenExpires() throws Exception {
        eskiz.close();
        eskiz = new EskizProvider(0, inbox, Duration.ZERO);

        assertThat(send(token(), "mobile_phone=998901234567&message=x").body()).contains("token-invalid");
    }

    @Test
    void refusesNumbersThatAreNone() throws Exception {
        assertThat(send(token(), "mobile_phone=12&message=x").statusCode()).isEqualTo(422);
        assertThat(send(token(), "mobile_phone=998901234567").statusCode()).isEqualTo(422);
    }

    @Test
    void aDeclineDeliversNothing() throws Exception {
        eskiz.faults().set(new Plan(1, java.util.Map.of(Fault.DECLINE_FUNDS, 1.0), java.util.Map.of()));

        assertThat(send(token(), "mobile_phone=998901234567&message=x").statusCode())
                .isEqualTo(422);
        assertThat(inbox.of("998901234567")).isEmpty();
    }

    @Test
    void anInboxSurvivesARestartAndATornLine() throws IOException {
        var file = folder.resolve("sms.jsonl");
        Inbox.in(file).deliver("998901234567", "4546", "kept");
        Files.writeString(file, "{\"phone\":\"9989", StandardOpenOption.APPEND);

        assertThat(Inbox.in(file).of("998901234567")).hasSize(1);
    }

    private String token() throws IOException, InterruptedException {
        var answer = post("/api/auth/login", "", "email=a@b.uz&password=x");
        return JSON.readTree(answer.body()).path("data").path("token").asString();
    }

    private HttpResponse<String> send(String token, String form) throws IOException, InterruptedException {
        return post("/api/message/sms/send", token, form);
    }

    private HttpResponse<String> post(String path, String token, String form) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + eskiz.port() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(form))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
