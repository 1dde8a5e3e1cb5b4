package gateway.fraud.state;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.fraud.Attempt;
import gateway.fraud.Attempts;
import gateway.fraud.Verdict;
import gateway.fraud.state.StateAntifraud.Answer;
import gateway.platform.crypto.MessageSeal;
import gateway.platform.http.Links;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import sandbox.antifraud.AntifraudHost;

/** Many checks at once share requests, and none waits for another's answer. */
class ChecksTogetherTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final MessageSeal OWN = new MessageSeal(AntifraudHost.SECRET, Clock.systemUTC());

    @TempDir
    Path folder;

    private AntifraudHost host;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void start() {
        host = new AntifraudHost(0, folder.resolve("books.jsonl"));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private HttpStateAntifraud link(int port) {
        var settings = new StateSettings(
                URI.create("http://127.0.0.1:" + port),
                "",
                "oqim",
                AntifraudHost.SECRET,
                DEADLINE,
                PATIENCE,
                300,
                1_000,
                100,
                Duration.ofMinutes(5));
        return new HttpStateAntifraud(settings, OWN, Links.with(Map.of()), Clock.systemUTC(), meters);
    }

    private static Attempt attempt(int n, long minor) {
        return Attempts.at(n, Instant.now(), minor);
    }

    private static List<Attempt> attempts(int count, long minor) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> attempt(n, minor)).toList();
    }

    /** What each was told, and after how long. */
    private record Told(Answer answer, Duration after) {}

    private static Map<Attempt, Told> ask(HttpStateAntifraud link, List<Attempt> attempts) {
        var told = new ConcurrentHashMap<Attempt, Told>();
        long begun = System.nanoTime();
        Flux.fromIterable(attempts)
                .flatMap(
                        it -> link.check(it)
                                .doOnNext(answer ->
                                        told.put(it, new Told(answer, Duration.ofNanos(System.nanoTime() - begun)))),
                        attempts.size())
                .blockLast(PATIENCE);
        return told;
    }

    @Test
    void eachIsToldItsOwnAnswerAndTheLateAndSilentOnesDelayNobody() {
        var link = link(host.port());
        ask(link, List.of(attempt(1, 100)));
        var amounts = List.of(100L, 191L, 192L, 193L, 195L, 196L, 194L);
        var attempts = IntStream.rangeClosed(2, 211)
                .mapToObj(n -> attempt(n, amounts.get(n % amounts.size())))
                .toList();

        var told = ask(link, attempts);

        assertThat(told).hasSize(attempts.size());
        told.forEach((attempt, it) -> {
            switch ((int) attempt.amount().minor()) {
                case 100 -> assertThat(verdict(it)).isEqualTo(Verdict.ALLOW);
                case 191 -> assertThat(verdict(it)).isEqualTo(Verdict.REFUSE);
                case 192 -> assertThat(verdict(it)).isEqualTo(Verdict.REVIEW);
                case 193 -> assertThat(verdict(it)).isEqualTo(Verdict.STEP_UP);
                case 194 -> {
                    assertThat(verdict(it)).isEqualTo(Verdict.ALLOW);
                    assertThat(it.after()).isGreaterThan(Duration.ofMillis(900));
                }
                default -> assertThat(it.answer()).isInstanceOf(Answer.Silent.class);
            }
            if (attempt.amount().minor() < 194 && it.answer() instanceof Answer.Said said) {
                assertThat(said.reference()).isEqualTo("af-" + attempt.payment());
            }
        });
        var soon = told.entrySet().stream().filter(it -> it.getKey().amount().minor() < 194);
        var late = told.entrySet().stream().filter(it -> it.getKey().amount().minor() == 194);
        assertThat(soon.map(it -> it.getValue().after()).max(Comparator.naturalOrder()))
                .as("nobody waits for one that is late, however busy the machine is")
                .hasValueSatisfying(last -> assertThat(last)
                        .isLessThan(late.map(it -> it.getValue().after())
                                .min(Comparator.naturalOrder())
                                .orElseThrow()));
        assertThat(host.oddities()).isEmpty();
        link.destroy();
    }

    private static Verdict verdict(Told it) {
        assertThat(it.answer()).isInstanceOf(Answer.Said.class);
        return ((Answer.Said) it.answer()).verdict();
    }

    /** A state that answers at once and notes how many checks came in each request. */
    private static DisposableServer state(Queue<Integer> sizes, Forgery seal) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .protocol(HttpProtocol.H2C)
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asString()
                        .flatMap(body -> {
                            var asked = String.valueOf(request.requestHeaders().get(MessageSeal.HEADER));
                            var checks = body.lines().toList();
                            sizes.add(checks.size());
                            if (request.uri().equals("/v1/checks")) {
                                var text = answer(body);
                                return response.header(MessageSeal.HEADER, seal.seal(asked, text))
                                        .sendString(Mono.just(text))
                                        .then();
                            }
                            return response.sendString(Flux.fromStream(checks.stream()
                                            .map(ChecksTogetherTest::answer)
                                            .map(text -> seal.seal(asked, text) + " " + text + "\n")))
                                    .then();
                        }))
                .bindNow();
    }

    private interface Forgery {

        String seal(String asked, String text);
    }

    private static String answer(String check) {
        var id = check.replaceAll(".*\"requestId\":\"([^\"]+)\".*", "$1");
        return "{\"requestId\":\"%s\",\"decision\":\"ALLOW\",\"reason\":\"\",\"caseId\":\"c1\"}".formatted(id);
    }

    private static String right(String asked, String text) {
        return OWN.sign(MessageSeal.ANSWER, asked, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLoneCheckGoesAloneAndWhatComesMeanwhileGoesTogether() {
        var sizes = new ConcurrentLinkedQueue<Integer>();
        var server = state(sizes, ChecksTogetherTest::right);
        var link = link(server.port());

        ask(link, attempts(1, 100));
        assertThat(sizes).containsExactly(1);
        var told = ask(link, attempts(250, 100));

        assertThat(told)
                .hasSize(250)
                .allSatisfy((_, it) -> assertThat(verdict(it)).isEqualTo(Verdict.ALLOW));
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(251);
        assertThat(sizes).hasSizeLessThan(100).allMatch(size -> size <= 64);
        link.destroy();
        server.disposeNow();
    }

    @Test
    void aLineThatTheyDidNotSealForThisQuestionIsNoAnswer() {
        var foreign = new MessageSeal("another secret of theirs", Clock.systemUTC());
        var text = "{}".getBytes(StandardCharsets.UTF_8);
        var forgeries = Stream.<Forgery>of(
                (_, _) -> "",
                (_, _) -> "t=1,v1=00",
                (asked, it) -> foreign.sign(MessageSeal.ANSWER, asked, it.getBytes(StandardCharsets.UTF_8)),
                (asked, _) -> OWN.sign(MessageSeal.ANSWER, asked, text),
                (_, it) -> right(OWN.sign("POST", "/v1/checks/batch", text), it));
        forgeries.forEach(forgery -> {
            var server = state(new ConcurrentLinkedQueue<>(), forgery);
            var link = link(server.port());

            var told = new HashMap<>(ask(link, attempts(40, 100)));

            assertThat(told).hasSize(40);
            assertThat(told.values()).extracting(Told::answer).containsOnly(new Answer.Silent("Distrusted"));
            link.destroy();
            server.disposeNow();
        });
        assertThat(meters.counter("oqim.fraud.state.distrusted", "why", "seal").count())
                .isGreaterThanOrEqualTo(5);
    }

    @Test
    void linesAreCutWhereverTheirPiecesEnd() {
        var bytes = "s1 {\"a\":1}\ns2\n {}\n\nrest".getBytes(StandardCharsets.UTF_8);
        for (int piece = 1; piece <= bytes.length; piece++) {
            var lines = new AnswerLines();
            var found = new java.util.ArrayList<String>();
            for (int at = 0; at < bytes.length; at += piece) {
                var end = Math.min(bytes.length, at + piece);
                lines.take(java.util.Arrays.copyOfRange(bytes, at, end))
                        .forEach(it -> found.add(it.seal() + "|" + new String(it.body(), StandardCharsets.UTF_8)));
            }
            assertThat(found).containsExactly("s1|{\"a\":1}", "s2|", "|{}", "|");
        }
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> new AnswerLines().take(new byte[SealedPosts.LONGEST_ANSWER + 1]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoeverGaveUpIsNotAskedForAnyMoreAndOthersAre() {
        var link = link(host.port());
        var given = ask(
                link,
                Stream.concat(attempts(3, 195).stream(), Stream.of(attempt(9, 100)))
                        .toList());
        assertThat(given.values())
                .filteredOn(it -> it.answer() instanceof Answer.Silent)
                .hasSize(3);

        assertThat(ask(link, attempts(20, 100)).values()).allMatch(it -> it.answer() instanceof Answer.Said);
        link.destroy();
    }
}
