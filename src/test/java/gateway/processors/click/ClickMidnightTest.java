package gateway.processors.click;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome.Approved;
import gateway.processors.RailRig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Click's clock is not ours, and it finds a payment only on the day on which its own clock saw it. */
class ClickMidnightTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-26T19:00:00Z");
    private static final UUID LEG = UUID.fromString("0198c0de-0000-7000-8000-000000000001");

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private String paidOn = "never";
    private DisposableServer server;
    private ClickClient client;

    @BeforeEach
    void start() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::answer)
                .bindNow();
        client = new ClickClient(ClickRig.settings(server.port(), RailRig.PATIENCE), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        client.close();
        server.disposeNow();
    }

    /** Our seconds from midnight, and the day on which Click has the payment. */
    @ParameterizedTest
    @CsvSource({
        "-3600, 2026-11-26",
        "-299, 2026-11-26",
        "-299, 2026-11-27",
        "-1, 2026-11-26",
        "-1, 2026-11-27",
        "0, 2026-11-26",
        "0, 2026-11-27",
        "299, 2026-11-26",
        "299, 2026-11-27",
        "3600, 2026-11-27"
    })
    void aPaymentIsFoundWhicheverClockIsAhead(long seconds, String day) {
        paidOn = day;
        var now = MIDNIGHT.plusSeconds(seconds);

        assertThat(found(name(now), now)).isEqualTo(new Finding.Done(new Approved("17", null)));
        assertThat(found(name(now), now.plus(Duration.ofHours(9))))
                .isEqualTo(new Finding.Done(new Approved("17", null)));
    }

    @Test
    void farFromMidnightOneDayIsAskedAbout() {
        var noon = MIDNIGHT.plus(Duration.ofHours(12));

        assertThat(found(name(noon), noon)).isEqualTo(new Finding.NotFound());

        assertThat(asked).containsExactly("2026-11-27");
    }

    @Test
    void whatIsNotThereIsNotFoundOnlyWhenNoDayHasIt() {
        assertThat(found(name(MIDNIGHT), MIDNIGHT)).isEqualTo(new Finding.NotFound());

        assertThat(asked).containsExactly("2026-11-26", "2026-11-27");
    }

    private String name(Instant now) {
        return books(now).name(LEG);
    }

    private Finding found(String name, Instant now) {
        return RailRig.now(books(now).find(name, 1));
    }

    private ClickBooks books(Instant now) {
        return new ClickBooks(client, Clock.fixed(now, ZoneOffset.UTC));
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        var path = request.uri().split("/", -1);
        if (!request.uri().contains("/status_by_mti/")) {
            return said(response, "{\"error_code\":0,\"payment_id\":17,\"payment_status\":2}");
        }
        var day = path[path.length - 1];
        asked.add(day);
        return day.equals(paidOn)
                ? said(
                        response,
                        "{\"error_code\":0,\"payment_id\":17,\"merchant_trans_id\":\"" + path[path.length - 2] + "\"}")
                : said(response.status(404), "{\"error_code\":-1}");
    }

    private static Mono<Void> said(HttpServerResponse response, String json) {
        return response.sendString(Mono.just(json)).then();
    }
}
