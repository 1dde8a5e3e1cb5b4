package gateway.fraud.state;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.fraud.Attempt;
import gateway.fraud.Attempts;
import gateway.fraud.Verdict;
import gateway.fraud.state.StateAntifraud.Answer;
import gateway.platform.crypto.MessageSeal;
import gateway.platform.http.Links;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.validation.Validation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import sandbox.antifraud.AntifraudHost;

/** The link to the state antifraud, against a server that speaks its protocol. */
class StateLinkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path folder;

    private static AntifraudHost host;

    @BeforeAll
    static void start() {
        host = new AntifraudHost(0, folder.resolve("books.jsonl"));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static StateSettings settings(int port, String secret, Duration deadline) {
        return new StateSettings(
                URI.create("http://127.0.0.1:" + port),
                "",
                "oqim",
                secret,
                deadline,
                PATIENCE,
                8,
                10,
                50,
                Duration.ofMinutes(5));
    }

    private static HttpStateAntifraud link(StateSettings settings) {
        return link(settings, new SimpleMeterRegistry());
    }

    private static HttpStateAntifraud link(StateSettings settings, MeterRegistry meters) {
        return new HttpStateAntifraud(
                settings,
                new MessageSeal(settings.secret(), Clock.systemUTC()),
                Links.with(Map.of()),
                Clock.systemUTC(),
                meters);
    }

    private static Attempt attempt(int n, long minor) {
        return Attempts.at(n, Instant.now(), minor);
    }

    private static Answer ask(HttpStateAntifraud link, Attempt attempt) {
        return link.check(attempt).blockOptional(PATIENCE.multipliedBy(3)).orElseThrow();
    }

    @Test
    void silenceEndsWithTheDeadlineAndAfterSomeOfItNobodyIsAskedAnyMore() {
        var link = link(settings(host.port(), AntifraudHost.SECRET, PATIENCE));
        assertThat(ask(link, attempt(1, 100))).isInstanceOf(Answer.Said.class);
        link.destroy();
        var hasty = link(settings(host.port(), AntifraudHost.SECRET, Duration.ofMillis(150)));
        for (int n = 2; n < 13; n++) {
            var begun = System.nanoTime();
            assertThat(ask(hasty, attempt(n, 195))).isInstanceOf(Answer.Silent.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }

        var unheard = attempt(20, 100);
        assertThat(ask(hasty, unheard)).isEqualTo(new Answer.Silent("breaker open"));
        assertThat(host.books().orElseThrow().under(unheard.payment().toString()))
                .isEmpty();
        hasty.destroy();
    }

    @Test
    void whoeverDoesNotKnowTheSecretIsNotHeard() {
        var link = link(settings(host.port(), "another secret of theirs", PATIENCE));
        var before = host.oddities().getOrDefault("signature", 0L);

        assertThat(ask(link, attempt(30, 100))).isInstanceOf(Answer.Silent.class);
        assertThat(host.oddities()).containsEntry("signature", before + 1);
        link.destroy();
    }

    /**
     * Somebody in their place lets everything pass: once without a seal, with a foreign one, with one of another time.
     */
    @Test
    void anAnswerThatTheyDidNotSealIsSilenceAndIsCounted() {
        var foreign = new MessageSeal("another secret of theirs", Clock.systemUTC());
        var own = new MessageSeal(AntifraudHost.SECRET, Clock.systemUTC());
        var old = seal(Instant.now().minusSeconds(600));
        List<Forgery> forgeries = List.of(
                (_, _) -> null,
                (_, _) -> "t=1,v1=00",
                (asked, body) -> foreign.sign(MessageSeal.ANSWER, asked, body),
                (asked, body) -> own.sign("POST", asked, body),
                (_, body) -> own.sign(MessageSeal.ANSWER, own.sign("POST", "/v1/checks", body), body),
                (asked, _) -> own.sign(MessageSeal.ANSWER, asked, BODY),
                (asked, body) -> old.sign(MessageSeal.ANSWER, asked, body));
        for (var forgery : forgeries) {
            assertThat(answered(forgery)).isEqualTo(new Answer.Silent("Distrusted"));
        }
        assertThat(answered((asked, body) -> own.sign(MessageSeal.ANSWER, asked, body)))
                .isInstanceOf(Answer.Said.class);
    }

    /** How an answer is sealed by whom it does not come from. */
    private interface Forgery {

        @Nullable
        String seal(String asked, byte[] body);
    }

    private static Answer answered(Forgery forgery) {
        var attempt = attempt(40, 100);
        var body = "{\"requestId\":\"%s\",\"decision\":\"ALLOW\",\"reason\":\"\",\"caseId\":\"c1\"}"
                .formatted(attempt.payment())
                .getBytes(StandardCharsets.UTF_8);
        var server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .protocol(HttpProtocol.H2C)
                .handle((request, response) -> {
                    var sealed = forgery.seal(request.requestHeaders().get(MessageSeal.HEADER), body);
                    if (sealed != null) {
                        response.header(MessageSeal.HEADER, sealed);
                    }
                    return response.sendByteArray(Mono.just(body));
                })
                .bindNow();
        var meters = new SimpleMeterRegistry();
        var link = link(settings(server.port(), AntifraudHost.SECRET, PATIENCE), meters);
        var answer = ask(link, attempt);
        link.destroy();
        server.disposeNow();
        assertThat(meters.counter("oqim.fraud.state.distrusted", "why", "seal").count())
                .isEqualTo(answer instanceof Answer.Silent ? 1 : 0);
        return answer;
    }

    @Test
    void nobodyThereIsSilence() {
        var link = link(settings(1, AntifraudHost.SECRET, PATIENCE));

        assertThat(ask(link, attempt(31, 100))).isInstanceOf(Answer.Silent.class);
        link.destroy();
    }

    @Test
    void whatIsNoAnswerToThisQuestionIsSilence() {
        var right = "{\"requestId\":\"p1\",\"decision\":\"DENY\",\"reason\":\"LISTED\",\"caseId\":\"c1\",\"more\":[]}";
        assertThat(read(right)).isEqualTo(new Answer.Said(Verdict.REFUSE, "LISTED", "c1"));
        for (var wrong : new String[] {
            "",
            "null",
            "[]",
            "7",
            "{}",
            right.replace("p1", "p2"),
            right.replace("DENY", "deny"),
            right.replace("\"c1\"", "null"),
            right.replace("c1", "c 1"),
            right.substring(0, 40)
        }) {
            assertThat(read(wrong)).as(wrong).isInstanceOf(Answer.Silent.class);
        }
        assertThat(read(right.replace("LISTED", "<b>"))).isEqualTo(new Answer.Said(Verdict.REFUSE, "", "c1"));
        var random = new SplittableRandom(4);
        for (int round = 0; round < 3_000; round++) {
            var bytes = right.getBytes(StandardCharsets.UTF_8);
            for (int change = 0; change < 3; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            if (CheckMessage.read(bytes, "p1") instanceof Answer.Said said) {
                assertThat(said.verdict()).isIn(Verdict.REFUSE);
            }
        }
    }

    private static Answer read(String body) {
        return CheckMessage.read(body.getBytes(StandardCharsets.UTF_8), "p1");
    }

    @Test
    void aSealFitsOneMessageForFiveMinutes() {
        var now = Attempts.NOON;
        var sealed = seal(now).sign("POST", "/antifraud/orders", BODY);

        assertThat(isRight(now, sealed, "POST", "/antifraud/orders", BODY)).isTrue();
        assertThat(isRight(now.plusSeconds(300), sealed, "POST", "/antifraud/orders", BODY))
                .isTrue();
        assertThat(isRight(now.plusSeconds(301), sealed, "POST", "/antifraud/orders", BODY))
                .isFalse();
        assertThat(isRight(now.minusSeconds(301), sealed, "POST", "/antifraud/orders", BODY))
                .isFalse();
        assertThat(isRight(now, sealed, "PUT", "/antifraud/orders", BODY)).isFalse();
        assertThat(isRight(now, sealed, "POST", "/antifraud/other", BODY)).isFalse();
        assertThat(isRight(now, sealed, "POST", "/antifraud/orders", new byte[0]))
                .isFalse();
        assertThat(isRight(now, null, "POST", "/antifraud/orders", BODY)).isFalse();
        for (int i = 0; i < sealed.length(); i++) {
            var other = new StringBuilder(sealed);
            other.setCharAt(i, other.charAt(i) == '1' ? '2' : '1');
            assertThat(isRight(now, other.toString(), "POST", "/antifraud/orders", BODY))
                    .isFalse();
        }
        var without = new MessageSeal("", Clock.fixed(now, ZoneOffset.UTC));
        assertThat(without.isRight(sealed, "POST", "/antifraud/orders", BODY)).isFalse();
    }

    private static MessageSeal seal(Instant at) {
        return new MessageSeal(AntifraudHost.SECRET, Clock.fixed(at, ZoneOffset.UTC));
    }

    private static boolean isRight(Instant at, String sealed, String method, String path, byte[] body) {
        return seal(at).isRight(sealed, method, path, body);
    }

    @Test
    void settingsNeedASecretToTalkAndNeverShowIt() {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            var validator = factory.getValidator();
            assertThat(validator.validate(settings(1, "", SECOND))).hasSize(1);
            assertThat(validator.validate(settings(1, "short", SECOND))).hasSize(1);
            assertThat(validator.validate(settings(1, AntifraudHost.SECRET, SECOND)))
                    .isEmpty();
        }
        assertThat(settings(1, AntifraudHost.SECRET, SECOND).toString()).doesNotContain(AntifraudHost.SECRET);
    }
}
