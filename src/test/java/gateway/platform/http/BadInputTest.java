package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.crypto.MasterKey;
import gateway.platform.http.EdgeServer.Answer;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.netty.http.HttpProtocol;

/** Every kind of bad body, over real HTTP/2: a problem that names the field, never a stack trace or the value. */
class BadInputTest {

    private static final String JSON = "application/json";
    private static final String GOOD = """
            {"payee":"Aziza","amount":1500,"channel":"APP","lines":[{"name":"tea","quantity":2}]}""";

    private static EdgeServer server;

    @BeforeAll
    static void start() {
        server = EdgeServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> wrongFields() {
        return Stream.of(
                bad("a field missing", GOOD.replace("\"amount\":1500,", ""), 422, "field-missing", "amount"),
                bad("a field null", GOOD.replace("1500", "null"), 422, "field-missing", "amount"),
                bad("text null", GOOD.replace("\"Aziza\"", "null"), 422, "field-missing", "payee"),
                bad(
                        "an inner field missing",
                        GOOD.replace("\"name\":\"tea\",", ""),
                        422,
                        "field-missing",
                        "lines[0].name"),
                bad("an element null", GOOD.replace("[{", "[null,{"), 422, "field-missing", "lines[0]"),
                bad("text for a number", GOOD.replace("1500", "\"1500\""), 422, "field-invalid", "amount"),
                bad("a number for text", GOOD.replace("\"Aziza\"", "17"), 422, "field-invalid", "payee"),
                bad("a fraction for an integer", GOOD.replace("1500", "15.5"), 422, "field-invalid", "amount"),
                bad(
                        "a number over 64 bits",
                        GOOD.replace("1500", "9223372036854775808"),
                        422,
                        "field-invalid",
                        "amount"),
                bad("a boolean for a number", GOOD.replace("1500", "true"), 422, "field-invalid", "amount"),
                bad("an object for text", GOOD.replace("\"Aziza\"", "{}"), 422, "field-invalid", "payee"));
    }

    static Stream<Arguments> wrongContents() {
        return Stream.of(
                bad("empty text for a number", GOOD.replace("1500", "\"\""), 422, "field-invalid", "amount"),
                bad("an unknown constant", GOOD.replace("APP", "FAX"), 422, "field-invalid", "channel"),
                bad("a number for a constant", GOOD.replace("\"APP\"", "0"), 422, "field-invalid", "channel"),
                bad("text too long", GOOD.replace("Aziza", "A".repeat(21)), 422, "field-invalid", "payee"),
                bad("inner text too long", GOOD.replace("tea", "A".repeat(21)), 422, "field-invalid", "lines[0].name"),
                bad(
                        "an escaped control character",
                        GOOD.replace("Aziza", "Az\\u0000za"),
                        422,
                        "field-invalid",
                        "payee"),
                bad("an escaped line break", GOOD.replace("Aziza", "Az\\nza"), 422, "field-invalid", "payee"),
                bad("half a surrogate", GOOD.replace("Aziza", "Az\\ud83dza"), 422, "field-invalid", "payee"),
                bad(
                        "an unknown field",
                        GOOD.replace("{\"payee", "{\"extra\":1,\"payee"),
                        422,
                        "unknown-field",
                        "extra"),
                bad(
                        "a card number as a field",
                        GOOD.replace("{\"payee", "{\"8600123456789012\":1,\"payee"),
                        422,
                        "unknown-field",
                        "?"),
                bad("10,000 deep", GOOD.replace("1500", "[".repeat(10_000)), 422, "field-invalid", "amount"),
                bad(
                        "10,000 lines",
                        GOOD.replace("[{", "[" + "{},".repeat(10_000) + "{"),
                        422,
                        "field-missing",
                        "lines[0].name"));
    }

    static Stream<Arguments> wrongDocuments() {
        return Stream.of(
                bad("empty", "", 400, "malformed-json", ""),
                bad("text far too long", GOOD.replace("Aziza", "A".repeat(20_000)), 400, "malformed-json", ""),
                bad("a bare control character", GOOD.replace("Aziza", "Az\u0001za"), 400, "malformed-json", ""),
                bad(
                        "the same field twice",
                        GOOD.replace("{\"payee", "{\"amount\":1,\"payee"),
                        400,
                        "malformed-json",
                        ""),
                bad("an array", "[" + GOOD + "]", 400, "malformed-json", ""),
                bad("a bare word", "\"pay\"", 400, "malformed-json", ""),
                bad("null", "null", 400, "malformed-json", ""),
                bad("cut off", GOOD.substring(0, 40), 400, "malformed-json", ""),
                bad("trailing garbage", GOOD + "}", 400, "malformed-json", ""),
                bad("a second document", GOOD + GOOD, 400, "malformed-json", ""),
                bad("a comment", "/* hi */" + GOOD, 400, "malformed-json", ""),
                bad("single quotes", GOOD.replace('"', '\''), 400, "malformed-json", ""),
                bad("NaN", GOOD.replace("1500", "NaN"), 400, "malformed-json", ""),
                bad("10,000 deep at once", "[".repeat(10_000), 400, "malformed-json", ""),
                bad(
                        "10,000 deep, balanced",
                        "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
                        400,
                        "malformed-json",
                        ""),
                bad("over 64 KiB", " ".repeat(64 * 1024) + GOOD, 413, "body-too-large", ""),
                bad("far over 64 KiB", " ".repeat(600 * 1024) + GOOD, 413, "body-too-large", ""),
                Arguments.of("invalid UTF-8", latin1(), 400, "malformed-json", ""),
                Arguments.of("an overlong encoding", overlong(), 400, "malformed-json", ""),
                Arguments.of("UTF-16", GOOD.getBytes(StandardCharsets.UTF_16LE), 400, "malformed-json", ""));
    }

    private static Arguments bad(String what, String body, int status, String type, String field) {
        return Arguments.of(what, body.getBytes(StandardCharsets.UTF_8), status, type, field);
    }

    private static byte[] latin1() {
        return GOOD.replace("Aziza", "Az\u00efza").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] overlong() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("{\"payee\":\"".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xC0);
        bytes.write(0xAF);
        bytes.writeBytes("abc\"}".getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"wrongFields", "wrongContents", "wrongDocuments"})
    void refusesABadBody(String what, byte[] body, int status, String type, String field) {
        var plain = server.post("/test/orders", body, "content-type", JSON);
        var keyed = server.post("/test/keyed", body, "content-type", JSON, "idempotency-key", "key-12345678");

        assertProblem(plain, status, type, field);
        assertProblem(keyed, status, type, field);
    }

    @Test
    void takesAGoodBody() {
        var plain = server.post("/test/orders", GOOD, "content-type", JSON);
        var keyed = server.post("/test/keyed", GOOD, "content-type", JSON, "idempotency-key", "key-12345678");

        assertThat(plain.status()).isEqualTo(200);
        assertThat(keyed.status()).isEqualTo(200);
        assertThat(keyed.json().get("fingerprint"))
                .isEqualTo(RequestFingerprint.of(
                                new MasterKey(EdgeServer.Application.KEY).seal("request fingerprint"),
                                "POST",
                                "/test/keyed",
                                GOOD.getBytes(StandardCharsets.UTF_8))
                        .toString());
    }

    @Test
    void refusesATooLargeBodyOfUnannouncedLength() {
        var chunks = Flux.range(0, 30).map(at -> Unpooled.wrappedBuffer(new byte[10_000]));
        for (var protocol : List.of(HttpProtocol.H2C, HttpProtocol.HTTP11)) {
            var answer = server.client(protocol)
                    .headers(headers -> headers.set("content-type", JSON))
                    .post()
                    .uri("/test/orders")
                    .send(chunks)
                    .responseSingle((response, content) -> content.asString())
                    .block();

            assertThat(answer).contains("\"type\":\"/problems/body-too-large\"");
        }
    }

    @Test
    void takesAWriteWithoutABody() {
        var answer = server.post("/test/orders/7/cancel", "", "idempotency-key", "key-12345678");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).containsEntry("id", "7");
    }

    @Test
    void leavesTheKeyToTheClientWhereARepeatChangesNothing() {
        var path = "/test/orders/7/freeze";

        assertThat(server.post(path, "").json()).containsEntry("key", "none");
        assertThat(server.post(path, "{}", "idempotency-key", "key-12345678").json())
                .containsEntry("key", "key-12345678");
        assertProblem(server.post(path, "", "idempotency-key", "short"), 400, "idempotency-key-invalid", "");
        assertProblem(server.post(path, "{\"why\":1}"), 422, "unknown-field", "why");
        assertProblem(server.post(path, "nonsense"), 400, "malformed-json", "");
    }

    @Test
    void insistsOnAUsableKey() {
        var missing = server.post("/test/keyed", GOOD, "content-type", JSON);
        var tooShort = server.post("/test/keyed", GOOD, "content-type", JSON, "idempotency-key", "short");
        var tooLong = server.post("/test/keyed", GOOD, "content-type", JSON, "idempotency-key", "k".repeat(65));
        var spaced = server.post("/test/keyed", GOOD, "content-type", JSON, "idempotency-key", "a key with spaces");

        assertProblem(missing, 400, "idempotency-key-missing", "");
        assertProblem(tooShort, 400, "idempotency-key-invalid", "");
        assertProblem(tooLong, 400, "idempotency-key-invalid", "");
        assertProblem(spaced, 400, "idempotency-key-invalid", "");
    }

    @Test
    void refusesOtherMediaTypes() {
        var xml = server.post("/test/orders", "<a/>", "content-type", "application/xml");
        var none = server.post("/test/keyed", GOOD, "idempotency-key", "key-12345678");
        var unreadable = server.post("/test/orders", GOOD, "content-type", "application/");
        var notAcceptable = server.get("/test/orders/7", "accept", "image/png");

        assertProblem(xml, 415, "unsupported-media-type", "");
        assertProblem(none, 415, "unsupported-media-type", "");
        assertProblem(unreadable, 415, "unsupported-media-type", "");
        assertProblem(notAcceptable, 406, "not-acceptable", "");
    }

    @Test
    void refusesPathsMethodsAndParametersItDoesNotServe() {
        var nowhere = server.get("/test/nowhere");
        var method = server.get("/test/keyed");
        var path = server.get("/test/orders/seven");
        var range = server.get("/test/orders/7?limit=1000");
        var parameter = server.get("/test/required");

        assertProblem(nowhere, 404, "not-found", "");
        assertProblem(method, 405, "method-not-allowed", "");
        assertThat(method.header("allow")).isEqualTo("POST");
        assertProblem(path, 422, "field-invalid", "number");
        assertProblem(range, 422, "field-invalid", "limit");
        assertProblem(parameter, 422, "field-missing", "cursor");
    }

    @Test
    void refusesControlCharactersInParametersAsInBodies() {
        assertProblem(server.get("/test/required?cursor=%00"), 422, "field-invalid", "cursor");
        assertProblem(server.get("/test/required?cursor=a%0Ab"), 422, "field-invalid", "cursor");
        assertProblem(server.post("/test/orders/a%00b/freeze", ""), 422, "field-invalid", "id");
        assertThat(server.get("/test/required?cursor=a%20b").status()).isEqualTo(200);
    }

    private static void assertProblem(Answer answer, int status, String type, String field) {
        assertThat(answer.json()).as(answer.text()).containsEntry("status", status);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo(type);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json().getOrDefault("field", "")).isEqualTo(field);
        assertThat(answer.json())
                .containsKeys("title", "detail", "instance", "traceId")
                .doesNotContainKey("trace");
        assertThat(answer.text()).doesNotContain("Exception", "gateway.", "8600123456789012", "AAAAA");
        assertThat(answer.protocol()).isEqualTo("HTTP/2.0");
    }
}
