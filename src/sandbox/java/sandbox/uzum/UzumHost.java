package sandbox.uzum;

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
 * Uzum's Fast Pay, with its signed {@code Authorization} of at most 50 seconds. Magic amounts and the fault plan's
 * {@code rates} meet payments; {@code recoveryRates} meet status and reversal, where a decline is error 500. Codes:
 * {@link UzumPayments}.
 */
public final class UzumHost extends HttpHost {

    public static final String SECRET = "sandbox";
    private static final long USER = 77;
    private static final long SERVICE = 1;
    private static final long OLDEST_MILLIS = 50_000;
    private static final String API = "/api/apelsin-pay/merchant/";
    private static final String REVERSAL = API + "v2/payment/reversal/";
    private static final String JSON_TYPE = "application/json; charset=utf-8";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final UzumPayments payments;

    public UzumHost(int port, Path path) {
        var books = new Books(path);
        super("uzum", books);
        payments = new UzumPayments(books, faults());
        listen(at(port).handle(this::handle));
    }

    /** @param port where it listens */
    public static Map<String, String> settings(int port) {
        return Map.of(
                "gateway.processors.uzum.url",
                "http://127.0.0.1:" + port + "/",
                "gateway.processors.uzum.service-id",
                String.valueOf(SERVICE),
                "gateway.processors.uzum.user-id",
                String.valueOf(USER),
                "gateway.processors.uzum.secret",
                SECRET,
                "gateway.processors.uzum.absence-is-proof",
                "true");
    }

    @Override
    public String help() {
        return UzumPayments.HELP;
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        return body(request)
                .flatMap(body -> answer(request, body))
                .flatMap(answer -> Mono.from(
                        Answering.send(response, JSON_TYPE, JSON.writeValueAsBytes(answer.body()), answer.fault())));
    }

    private Mono<UzumAnswer> answer(HttpServerRequest request, byte[] body) {
        int signature = errorOf(request.requestHeaders().get("Authorization"));
        if (signature != 0) {
            return Mono.just(UzumAnswer.error(signature, "apelsin.pay.authorization.error"));
        }
        try {
            var call = JSON.readTree(body);
            return call.path("service_id").asLong(0) == SERVICE
                    ? dispatch(request.method().name() + " " + request.uri(), call)
                    : Mono.just(UzumAnswer.error(503, "service"));
        } catch (JacksonException _) {
            return Mono.just(UzumAnswer.error(400, "unreadable"));
        }
    }

    private Mono<UzumAnswer> dispatch(String what, JsonNode call) {
        if (what.startsWith("PUT " + REVERSAL)) {
            return payments.reverse(what.substring(("PUT " + REVERSAL).length()), call);
        }
        return switch (what) {
            case "POST " + API + "v2/payment" -> payments.pay(call);
            case "POST " + API + "payment/status" -> payments.status(call);
            default -> Mono.just(UzumAnswer.error(400, "path"));
        };
    }

    /** 0 for one that is right. */
    private static int errorOf(@Nullable String authorization) {
        var parts = String.valueOf(authorization).split(":", -1);
        if (parts.length != 3
                || !parts[0].equals(String.valueOf(USER))
                || !parts[2].matches("[0-9]{13}")
                || !sha1(parts[2] + SECRET).equals(parts[1])) {
            return 401;
        }
        return Math.abs(Instant.now().toEpochMilli() - Long.parseLong(parts[2])) > OLDEST_MILLIS ? 403 : 0;
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
