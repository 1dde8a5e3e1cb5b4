package sandbox.payme;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import sandbox.books.Books;
import sandbox.faults.Fault;
import sandbox.http.Answering;
import sandbox.http.HttpHost;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Payme's Subscribe API: JSON-RPC 2.0 at every path, {@code X-Auth} with our cash register, and its key for what moves
 * money. Magic amounts and the fault plan's {@code rates} meet {@code receipts.pay}; {@code recoveryRates} meet the
 * other methods about receipts, where a decline is -31001. Test cards: {@link KeptCard}.
 */
public final class PaymeHost extends HttpHost {

    public static final String CASHBOX = "oqim";
    public static final String KEY = "sandbox";
    private static final int NO_RIGHT = -32504;
    private static final int DECLINED_AFTER_ALL = -31630;
    private static final String JSON_TYPE = "application/json; charset=utf-8";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PaymeCards cards;
    private final PaymeReceipts receipts;

    public PaymeHost(int port, Path path) {
        var books = new Books(path);
        super("payme", books);
        cards = new PaymeCards(books);
        receipts = new PaymeReceipts(books, cards, faults());
        listen(at(port).handle(this::handle));
    }

    /** @param port where it listens */
    public static Map<String, String> settings(int port) {
        return Map.of(
                "gateway.processors.payme.url", "http://127.0.0.1:" + port + "/api",
                "gateway.processors.payme.cashbox", CASHBOX,
                "gateway.processors.payme.key", KEY);
    }

    @Override
    public String help() {
        return KeptCard.HELP;
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        var auth = request.requestHeaders().get("X-Auth");
        return body(request).flatMap(body -> answer(auth, body, response));
    }

    private Mono<Void> answer(@Nullable String auth, byte[] body, HttpServerResponse response) {
        JsonNode call;
        try {
            call = JSON.readTree(body);
        } catch (JacksonException _) {
            return write(response, JsonNodeFactory.instance.nullNode(), PaymeAnswer.error(-32700));
        }
        var method = call.path("method").asString("");
        var answer =
                mayCall(auth, method) ? dispatch(method, call.path("params")) : Mono.just(PaymeAnswer.error(NO_RIGHT));
        return answer.flatMap(it -> write(response, call.path("id"), it));
    }

    private static boolean mayCall(@Nullable String auth, String method) {
        return switch (method) {
            case "cards.create", "cards.get_verify_code", "cards.verify", "cards.check" -> CASHBOX.equals(auth);
            default -> (CASHBOX + ":" + KEY).equals(auth);
        };
    }

    private Mono<PaymeAnswer> dispatch(String method, JsonNode params) {
        return switch (method) {
            case "cards.create" -> Mono.just(cards.create(params));
            case "cards.get_verify_code" -> Mono.just(cards.sendCode(params));
            case "cards.verify" -> cards.verify(params);
            case "cards.check" -> Mono.just(cards.check(params));
            case "cards.remove" -> cards.remove(params);
            case "receipts.create" -> receipts.create(params);
            case "receipts.pay" -> receipts.pay(params);
            case "receipts.cancel" -> receipts.cancel(params);
            case "receipts.get" -> receipts.get(params);
            case "receipts.check" -> receipts.check(params);
            default -> Mono.just(PaymeAnswer.error(-32601));
        };
    }

    private static Mono<Void> write(HttpServerResponse response, JsonNode id, PaymeAnswer answer) {
        var body = JSON.writeValueAsBytes(answer.envelope(id));
        if (answer.fault().filter(Fault.CONFLICTING_ANSWER::equals).isPresent()) {
            var other = PaymeAnswer.error(DECLINED_AFTER_ALL).envelope(id);
            return Mono.from(Answering.sendBoth(response, JSON_TYPE, body, JSON.writeValueAsBytes(other)));
        }
        return Mono.from(Answering.send(response, JSON_TYPE, body, answer.fault()));
    }
}
