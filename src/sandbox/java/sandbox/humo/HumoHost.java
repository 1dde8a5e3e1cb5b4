package sandbox.humo;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import sandbox.books.Books;
import sandbox.http.HttpHost;

/**
 * HUMO: PaymentServer on one port, the JSON middleware on another. Cards are those of {@link HumoCards}.
 *
 * <p>A payment is in the books as CREATED when it is created, and as DEBIT or CREDIT when it is finished; CANCELLED
 * moves nothing; REVERSAL is a return without our mark, REFUND one with it. All of them stand under the payment's
 * {@code paymentRef}.
 *
 * <p>Faults are drawn once per payment, when it is created. Those with which the money moves strike at the confirm.
 * Silence and reset with which it does not move strike before the payment is created, after it, or at the confirm: the
 * whole so'm of the amount modulo three is 0, 1, 2. A transport that answers each question once cannot answer twice, so
 * {@code DUPLICATE_ANSWER} and {@code CONFLICTING_ANSWER} are ordinary answers here.
 */
public final class HumoHost extends HttpHost {

    public static final String USERNAME = "gateway";
    public static final String PASSWORD = "sandbox";
    public static final String TOKEN = "sandbox";

    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final Duration OVERTAKEN = Duration.ofMillis(300);
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString((USERNAME + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private final HumoDesk desk;
    private final DisposableServer middleware;

    /** @param port 0 for any free one; the same for {@code middlewarePort} */
    public HumoHost(int port, int middlewarePort, Path books) {
        var ours = new Books(books);
        super("humo", ours);
        desk = new HumoDesk(ours, faults());
        middleware = at(middlewarePort).handle(HumoHost::json).bindNow();
        listen(at(port).handle(this::soap));
    }

    public int middlewarePort() {
        return middleware.port();
    }

    @Override
    public String help() {
        return "Cards, all expiring 12/30: " + HumoCards.GOOD + " and " + HumoCards.GOOD_TOO + " (good), "
                + HumoCards.INSUFFICIENT_FUNDS + " (no funds), " + HumoCards.EXPIRED + " (expired), "
                + HumoCards.RESTRICTED + " (restricted), " + HumoCards.FRAUD + " (fraud). Any other number that starts "
                + "with 9860 and satisfies Luhn is good. Their holder's phone is " + HumoCards.USUAL_PHONE + ".";
    }

    @Override
    public void close() {
        middleware.disposeNow(Duration.ofSeconds(1));
        super.close();
    }

    private Publisher<Void> soap(HttpServerRequest request, HttpServerResponse response) {
        if (!BASIC.equals(request.requestHeaders().get("Authorization"))) {
            return response.status(401).send();
        }
        return body(request)
                .flatMap(bytes -> HumoCall.parse(bytes)
                        .map(call -> Mono.fromFuture(desk.answer(call)))
                        .orElseGet(() -> Mono.just(HumoReply.fault("904", "Format error"))))
                .flatMap(reply -> send(reply, response));
    }

    private static Publisher<Void> json(HttpServerRequest request, HttpServerResponse response) {
        if (!("Bearer " + TOKEN).equals(request.requestHeaders().get("Authorization"))) {
            return response.status(401).send();
        }
        if (!request.uri().matches("/v[23]/iiacs/card")) {
            return response.sendNotFound();
        }
        return body(request).flatMap(bytes -> write(response, 200, "application/json", HumoMiddleware.answer(bytes)));
    }

    private static Mono<Void> send(HumoReply reply, HttpServerResponse response) {
        var said = Mono.defer(() -> write(response, reply.status(), "text/xml; charset=utf-8", reply.body()));
        if (reply.mischief().isEmpty()) {
            return said;
        }
        return switch (reply.mischief().get()) {
            case DECLINE_FUNDS, DECLINE_FRAUD, DUPLICATE_ANSWER, CONFLICTING_ANSWER -> said;
            case DELAY -> Mono.delay(DELAY).then(said);
            case OVERTAKEN_ANSWER -> Mono.delay(OVERTAKEN).then(said);
            case WRONG_NAME -> write(response, reply.status(), "text/xml; charset=utf-8", misnamed(reply.body()));
            case LATE_ANSWER -> Mono.delay(LATE).then(said);
            case SILENCE_NOT_DONE, SILENCE_DONE -> Mono.never();
            case GARBLED_ANSWER -> write(response, 200, "text/xml", garbled(reply.body()));
            case RESET_NOT_DONE, RESET_DONE -> reset(response);
        };
    }

    private static Mono<Void> write(HttpServerResponse response, int status, String type, String body) {
        return response.status(status)
                .header("Server", "gSOAP/2.8")
                .header("Content-Type", type)
                .send(Mono.just(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8)))
                .then();
    }

    /** The names of another payment. */
    private static String misnamed(String body) {
        return body.replaceAll("<(paymentRef|paymentID)>[^<]", "<$1>7");
    }

    /** Cut off near the end, where it may still look like an approval. */
    private static String garbled(String body) {
        return body.substring(0, body.length() - body.length() / 4);
    }

    private static Mono<Void> reset(HttpServerResponse response) {
        response.withConnection(connection -> {
            connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            connection.dispose();
        });
        return Mono.never();
    }
}
