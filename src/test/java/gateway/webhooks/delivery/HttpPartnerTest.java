package gateway.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.webhooks.WebhookDatabase;
import gateway.webhooks.delivery.Said.Answered;
import gateway.webhooks.delivery.Said.Silent;
import gateway.webhooks.reach.ConnectGuard;
import gateway.webhooks.reach.Reach;
import io.netty.channel.embedded.EmbeddedChannel;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.TcpServer;

/** What a partner's server can do to us, and what it cannot make us do. */
class HttpPartnerTest {

    private static final Message MESSAGE =
            new Message("", "evt_1", Instant.ofEpochSecond(5), "v1,x", "{}".getBytes(StandardCharsets.UTF_8));

    /** Ten endpoints of two places each. */
    private static final int SLOW = 20;

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger silent = new AtomicInteger();
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .doOnConnection(_ -> connections.incrementAndGet())
            .route(routes -> routes.post(
                            "/echo",
                            (request, response) -> response.sendString(
                                    Mono.just(request.requestHeaders().get("webhook-id") + " "
                                            + request.requestHeaders().get("webhook-timestamp") + " "
                                            + request.requestHeaders().get("webhook-signature"))))
                    .post(
                            "/dripping",
                            (_, response) -> response.sendString(
                                    Flux.interval(Duration.ofMillis(100)).map(_ -> ".")))
                    .post(
                            "/broken",
                            (_, response) -> response.status(500)
                                    .header("Retry-After", "9")
                                    .send())
                    .post(
                            "/elsewhere",
                            (_, response) -> response.status(307)
                                    .header("Location", "/echo")
                                    .send())
                    .post("/silent", (_, _) -> {
                        silent.incrementAndGet();
                        return Mono.never();
                    }))
            .bindNow();
    private final WebhookDatabase own =
            new WebhookDatabase(ConnectionFactoryOptions.parse("r2dbc:postgresql://u:p@localhost:1/x"));
    private final DeliverySettings settings =
            DeliverySettingsTest.with(Map.of("gateway.webhooks.delivery.timeout", "2s"));
    private final HttpPartner sandbox = new HttpPartner(settings, Reach.ofTheSandbox(), own, Clock.systemUTC());
    private final HttpPartner wary = new HttpPartner(settings, Reach.ofTheInternet(), own, Clock.systemUTC());

    @AfterEach
    void close() {
        server.disposeNow();
        sandbox.destroy();
        wary.destroy();
        own.destroy();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/echo",
                "http://localhost:%d/echo",
                "http://LOCALHOST:%d/echo",
                "http://[::ffff:127.0.0.1]:%d/echo",
                "http://127.0.0.2:%d/echo",
                "http://0.0.0.0:%d/echo",
                "http://[::1]:%d/echo",
                "https://localhost:%d/echo"
            })
    void noSocketIsOpenedToTheInsideHoweverTheAddressIsWritten(String url) {
        assertThat(tell(wary, url)).isEqualTo(new Silent("address not allowed"));
        assertThat(connections).hasValue(0);
    }

    @Test
    void theControlReachesTheSameServer() {
        assertThat(tell(sandbox, "http://127.0.0.1:%d/echo")).isEqualTo(new Answered(200, null, "evt_1 5 v1,x"));
    }

    /** A name that meant something else when it was looked at: what counts is where the socket goes. */
    @Test
    void theGuardLooksAtTheAddressThatIsConnectedTo() {
        var channel = new EmbeddedChannel(new ConnectGuard(Reach.ofTheInternet()));

        assertThat(channel.connect(new InetSocketAddress("169.254.169.254", 80)).cause())
                .isInstanceOf(ConnectGuard.NotReachable.class);
        assertThat(channel.connect(InetSocketAddress.createUnresolved("shop.uz", 443))
                        .cause())
                .isInstanceOf(ConnectGuard.NotReachable.class);
        assertThat(channel.connect(new InetSocketAddress("1.1.1.1", 443)).isSuccess())
                .isTrue();
    }

    @Test
    void aBodyThatDripsIsNotWaitedFor() {
        assertThat(tell(sandbox, "http://127.0.0.1:%d/dripping"))
                .isInstanceOfSatisfying(
                        Answered.class, it -> assertThat(it.status()).isEqualTo(200));
    }

    /** It would not fit where attempts are kept, and nobody's attempts would be written down any more. */
    @ParameterizedTest
    @ValueSource(strings = {"70000", "600", "99"})
    void aStatusThatHttpDoesNotHaveIsNoAnswer(String status) {
        var odd = TcpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((in, out) -> in.receive()
                        .take(1)
                        .thenMany(
                                out.sendString(Mono.just("HTTP/1.1 " + status + " Odd\r\nContent-Length: 0\r\n\r\n"))))
                .bindNow();
        try {
            assertThat(tell(sandbox, "http://127.0.0.1:" + odd.port() + "/?%d")).isInstanceOf(Silent.class);
        } finally {
            odd.disposeNow();
        }
    }

    @Test
    void nobodySendsUsElsewhere() {
        assertThat(tell(sandbox, "http://127.0.0.1:%d/elsewhere")).isEqualTo(new Answered(307, null, ""));
    }

    @Test
    void whatTheyWantIsHeard() {
        assertThat(tell(sandbox, "http://127.0.0.1:%d/broken")).isEqualTo(new Answered(500, Duration.ofSeconds(9), ""));
    }

    @Test
    void silenceAndClosedDoorsAreNamed() {
        assertThat(tell(sandbox, "http://127.0.0.1:%d/silent")).isEqualTo(new Silent("no answer in time"));
        assertThat(tell(sandbox, "https://127.0.0.1:%d/echo")).isEqualTo(new Silent("TLS failed"));
        assertThat(tell(sandbox, "http://127.0.0.1:1/%d")).isEqualTo(new Silent("no connection"));
    }

    /** Platforms on which many shops have their endpoints are one host. */
    @Test
    void howeverManyOfAHostAreSlowTheirNeighboursThereAreTold() {
        var few = DeliverySettingsTest.with(Map.of(
                "gateway.webhooks.delivery.per-endpoint", "2",
                "gateway.webhooks.delivery.timeout", "60s"));
        var partner = new HttpPartner(few, Reach.ofTheSandbox(), own, Clock.systemUTC());
        var slow = Flux.range(0, SLOW)
                .flatMap(_ -> partner.tell(to("http://127.0.0.1:%d/silent")), SLOW)
                .subscribe();
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> silent.get() == SLOW);

            assertThat(tell(partner, "http://127.0.0.1:%d/echo")).isEqualTo(new Answered(200, null, "evt_1 5 v1,x"));
        } finally {
            slow.dispose();
            partner.destroy();
        }
    }

    @Test
    void aMessageDoesNotShowWhatIsInIt() {
        assertThat(MESSAGE).hasToString("Message evt_1");
    }

    private Message to(String url) {
        return new Message(
                url.formatted(server.port()), MESSAGE.id(), MESSAGE.at(), MESSAGE.signatures(), MESSAGE.body());
    }

    private Said tell(HttpPartner partner, String url) {
        return partner.tell(to(url)).blockOptional(Duration.ofSeconds(20)).orElseThrow();
    }
}
