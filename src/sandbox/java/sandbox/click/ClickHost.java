package sandbox.click;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import sandbox.books.Books;
import sandbox.http.Answering;
import sandbox.http.HttpHost;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Click's Merchant API below {@code /v2/merchant}, with its {@code Auth} digest of at most five minutes. Magic amounts
 * and the fault plan's {@code rates} meet {@code card_token/payment} and {@code invoice/create}; {@code recoveryRates}
 * meet status and reversal, where a decline is HTTP 502. Test cards: {@link ClickCards}, test phones:
 * {@link ClickInvoices}.
 */
public final class ClickHost extends HttpHost {

    public static final String SECRET = "sandbox";
    private static final long USER = 3003;
    private static final long SERVICE = 1001;
    private static final long OLDEST_SECONDS = 300;
    private static final String JSON_TYPE = "application/json; charset=utf-8";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ClickCards cards;
    private final ClickPayments payments;
    private final ClickInvoices invoices;

    public ClickHost(int port, Path path) {
        var books = new Books(path);
        super("click", books);
        cards = new ClickCards(books);
        payments = new ClickPayments(books, cards, faults());
        invoices = new ClickInvoices(books, payments, faults());
        listen(at(port).handle(this::handle));
    }

    /** @param port where it listens */
    public static Map<String, String> settings(int port) {
        return Map.of(
                "gateway.processors.click.url",
                "http://127.0.0.1:" + port + "/v2/merchant/",
                "gateway.processors.click.service-id",
                String.valueOf(SERVICE),
                "gateway.processors.click.user-id",
                String.valueOf(USER),
                "gateway.processors.click.secret",
                SECRET);
    }

    @Override
    public String help() {
        return ClickCards.HELP + ClickInvoices.HELP;
    }

    @Override
    public void close() {
        invoices.close();
        super.close();
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        return body(request).flatMap(body -> answer(request, body)).flatMap(answer -> write(response, answer));
    }

    private Mono<ClickAnswer> answer(HttpServerRequest request, byte[] body) {
        if (!isRight(request.requestHeaders().get("Auth"))) {
            return Mono.just(ClickAnswer.status(401));
        }
        var path = request.uri().replaceFirst("^/v2/merchant/", "").split("/", -1);
        try {
            return switch (request.method().name()) {
                case "POST" -> post(String.join("/", path), JSON.readTree(body));
                case "GET" -> get(path);
                case "DELETE" -> delete(path);
                default -> Mono.just(ClickAnswer.status(406));
            };
        } catch (JacksonException | NumberFormatException _) {
            return Mono.just(ClickAnswer.status(400));
        }
    }

    private Mono<ClickAnswer> post(String path, JsonNode call) {
        if (call.path("service_id").asLong(0) != SERVICE) {
            return Mono.just(ClickAnswer.status(403));
        }
        return switch (path) {
            case "card_token/request" -> Mono.just(cards.request(call));
            case "card_token/verify" -> cards.verify(call);
            case "card_token/payment" -> payments.pay(call);
            case "invoice/create" -> invoices.create(call);
            default -> Mono.just(ClickAnswer.status(406));
        };
    }

    private Mono<ClickAnswer> get(String[] path) {
        if (path.length == 5 && "status_by_mti".equals(path[1])) {
            return payments.byName(path[3], path[4]);
        }
        if (path.length != 4 || !"status".equals(path[1])) {
            return Mono.just(ClickAnswer.status(406));
        }
        long number = Long.parseLong(path[3]);
        return "invoice".equals(path[0]) ? invoices.status(number) : payments.status(number);
    }

    private Mono<ClickAnswer> delete(String[] path) {
        if (path.length == 3 && "card_token".equals(path[0])) {
            return cards.remove(path[2]);
        }
        return path.length == 4 && "reversal".equals(path[1])
                ? payments.reverse(Long.parseLong(path[3]))
                : Mono.just(ClickAnswer.status(406));
    }

    private static boolean isRight(@Nullable String auth) {
        var parts = String.valueOf(auth).split(":", -1);
        if (parts.length != 3 || !parts[0].equals(String.valueOf(USER)) || !parts[2].matches("[0-9]{10}")) {
            return false;
        }
        long age = Math.abs(Instant.now().getEpochSecond() - Long.parseLong(parts[2]));
        return age <= OLDEST_SECONDS && sha1(parts[2] + SECRET).equals(parts[1]);
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mono<Void> write(HttpServerResponse response, ClickAnswer answer) {
        response.status(HttpResponseStatus.valueOf(answer.status()));
        var body = JSON.writeValueAsBytes(answer.body());
        return Mono.from(Answering.send(response, JSON_TYPE, body, answer.fault()));
    }
}
