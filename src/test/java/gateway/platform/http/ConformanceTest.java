package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gateway.platform.http.H2Spec.Result;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

/** HTTP/2 as strangers read the standard, over both ports. What we do differently is argued in docs/reliability.md. */
class ConformanceTest {

    private static final String PATH = "/test/echo";
    private static final int TESTS = 145;

    /**
     * Each refuses the stream, and only the stream, where the standard would end the connection or names another error.
     */
    private static final String[] DEVIATIONS = {
        "http2/5.1 closed: Sends a HEADERS frame",
        "http2/5.1 half closed (remote): Sends a HEADERS frame",
        "http2/5.1.1 Sends stream identifier that is numerically smaller than previous"
    };

    @TempDir
    private static Path folder;

    private static EdgeServer server;
    private static Path program;

    @BeforeAll
    static void start() throws Exception {
        var found = H2Spec.program(folder);
        assumeTrue(found.isPresent(), "h2spec 2.2.0 does not run on " + H2Spec.machine() + "; only on 64-bit x86");
        program = found.orElseThrow();
        var settings = TlsKeys.properties(folder);
        settings.add("gateway.http.plain-port=0");
        // So few that all of them are open before the first is answered.
        settings.add("gateway.http.max-streams=20");
        server = EdgeServer.start(settings.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void deviatesFromTheStandardInThreePlacesOnly() throws Exception {
        var plain = server.context().getBean(PlainServer.class).port();

        var overTls = CompletableFuture.supplyAsync(() -> h2spec(server.port(), "-t", "-k"));
        var inTheClear = h2spec(plain);

        for (var result : new Result[] {overTls.get(), inTheClear}) {
            assertThat(result.tests()).isEqualTo(TESTS);
            assertThat(result.failed()).containsExactlyInAnyOrder(DEVIATIONS);
            assertThat(result.passed()).isGreaterThanOrEqualTo(142);
        }
    }

    /** The list above is short because of what the edge does, not because nobody looks. */
    @Test
    void aBareServerServesHalfRequests() {
        DisposableServer bare = HttpServer.create()
                .port(0)
                .protocol(HttpProtocol.H2C)
                .handle((request, response) -> response.sendString(
                        request.receive().aggregate().asString().defaultIfEmpty("nothing")))
                .bindNow();
        try {
            assertThat(h2spec(bare.port(), "http2/8.1.2.3").failed())
                    .extracting(test -> test.replaceFirst(".*omits ", ""))
                    .contains(
                            "\":method\" pseudo-header field",
                            "\":scheme\" pseudo-header field",
                            "\":path\" pseudo-header field");
        } finally {
            bare.disposeNow();
        }
    }

    private static Result h2spec(int port, String... options) {
        try {
            return H2Spec.run(program, port, PATH, options);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
