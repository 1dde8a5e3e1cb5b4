package sandbox.uzcard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SvGateTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TOKEN =
            TestCard.of("8600490000000000", "3112").orElseThrow().token();

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private SvGate gate;

    @BeforeEach
    void start() {
        gate = new SvGate(0, folder.resolve("uzcard.jsonl"));
    }

    @AfterEach
    void stop() {
        gate.close();
        http.close();
    }

    @Test
    void remembersEverythingAfterARestartWithATornLine() throws Exception {
        var paid = pay("e1", 100_000);
        var part = call(
                "trans.reverse.partial",
                "{'tran':{'tranId':'%s','reverseAmount':60000,'ext':'r1'}}".formatted(id(paid)));
        gate.close();
        Files.writeString(folder.resolve("uzcard.jsonl"), "{\"reference\":\"e9\"", StandardOpenOption.APPEND);

        gate = new SvGate(0, folder.resolve("uzcard.jsonl"));

        assertThat(call("trans.ext", "{'extId':'e1'}").path("result")).isEqualTo(paid.path("result"));
        assertThat(call("trans.ext", "{'extId':'r1'}").path("result")).isEqualTo(part.path("result"));
        assertThat(error(pay("e1", 100_000))).isEqualTo(-207);
        assertThat(error(call(
                        "trans.reverse.partial",
                        "{'tran':{'tranId':'%s','reverseAmount':60000,'ext':'r2'}}".formatted(id(paid)))))
                .isEqualTo(-381);
        assertThat(error(call("trans.reverse", "{'tranId':'%s'}".formatted(id(paid)))))
                .isEqualTo(-381);
        assertThat(id(pay("e2", 100))).isNotEqualTo(id(paid));
    }

    @Test
    void anEnquiryDoesNotCancelWhatArrivesAfterIt() throws Exception {
        assertThat(error(call("trans.ext", "{'extId':'late'}"))).isEqualTo(-208);

        assertThat(pay("late", 100_000).path("result").path("status").asString())
                .isEqualTo("OK");
        assertThat(call("trans.ext", "{'extId':'late'}")
                        .path("result")
                        .path("status")
                        .asString())
                .isEqualTo("OK");
    }

    @Test
    void holdsAreChargedOrDismissedOnce() throws Exception {
        var hold = id(call("hold.create", "{'hold':{'cardId':'%s','amount':5000,'time':60}}".formatted(TOKEN)));
        var charge = "{'hold':{'holdId':%s,'ext':'%s','amount':4000}}";

        assertThat(error(
                        call("hold.dismiss.charge", "{'hold':{'holdId':%s,'ext':'h0','amount':6000}}".formatted(hold))))
                .isEqualTo(-239);
        assertThat(call("hold.dismiss.charge", charge.formatted(hold, "h1"))
                        .path("result")
                        .path("amount")
                        .asLong())
                .isEqualTo(4000);
        assertThat(error(call("hold.dismiss.charge", charge.formatted(hold, "h2"))))
                .isEqualTo(-242);
        assertThat(error(call("hold.dismiss", "{'hold':{'holdId':%s}}".formatted(hold))))
                .isEqualTo(-242);
        assertThat(error(call("trans.ext", "{'extId':'hold:%s'}".formatted(hold))))
                .isEqualTo(-208);
    }

    @Test
    void movesMoneyBetweenItsOwnCards() throws Exception {
        var other = TestCard.of("5614680000000006", "3112").orElseThrow().token();

        assertThat(call(
                                "p2p.universal",
                                "{'p2p':{'sender':'%s','recipient':'%s','amount':7,'ext':'p1'}}"
                                        .formatted(TOKEN, other))
                        .path("result")
                        .path("status")
                        .asString())
                .isEqualTo("OK");
        assertThat(error(call(
                        "p2p.universal",
                        "{'p2p':{'sender':'%s','recipient':'%s','amount':7,'ext':'p2'}}".formatted(TOKEN, TOKEN))))
                .isEqualTo(-210);
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        assertThat(error(call("trans.fly", "{}"))).isEqualTo(-256);
        assertThat(error(call("trans.pay.purpose", "{}"))).isEqualTo(-257);
        assertThat(error(pay("", 100))).isEqualTo(-103);
        assertThat(error(pay("e1", 0))).isEqualTo(-245);
        assertThat(error(call("trans.reverse", "{'tranId':'x'}"))).isEqualTo(-208);
        assertThat(status("oqim:wrong", "{}")).isEqualTo(401);
        assertThat(status("oqim:sandbox", "{")).isEqualTo(200);
    }

    @Test
    void aTokenShowsNothingAndMeansTheSameCard() {
        assertThat(TestCard.ofToken(TOKEN)).contains(new TestCard("8600490000000000", "3112"));
        assertThat(TestCard.ofToken("0".repeat(32))).isEmpty();
        assertThat(TestCard.ofToken("8600490000000000")).isEmpty();
    }

    private JsonNode pay(String ext, long amount) throws IOException, InterruptedException {
        return call(
                "trans.pay.purpose", "{'tran':{'cardId':'%s','amount':%d,'ext':'%s'}}".formatted(TOKEN, amount, ext));
    }

    private static String id(JsonNode answer) {
        return answer.path("result").path("id").asString();
    }

    private static int error(JsonNode answer) {
        return answer.path("error").path("code").asInt(0);
    }

    private JsonNode call(String method, String params) throws IOException, InterruptedException {
        var body = "{'jsonrpc':'2.0','id':5,'method':'%s','params':%s}"
                .formatted(method, params)
                .replace('\'', '"');
        return JSON.readTree(http.send(request("oqim:sandbox", body), BodyHandlers.ofString())
                .body());
    }

    private int status(String credentials, String body) throws IOException, InterruptedException {
        return http.send(request(credentials, body), BodyHandlers.ofString()).statusCode();
    }

    private HttpRequest request(String credentials, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gate.port() + "/"))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(credentials.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
