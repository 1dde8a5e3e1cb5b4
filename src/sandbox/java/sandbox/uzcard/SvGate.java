package sandbox.uzcard;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import sandbox.faults.Fault;
import sandbox.http.Answering;
import sandbox.http.HttpHost;
import sandbox.sms.Inbox;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * UZCARD's SVGate: JSON-RPC 2.0 at every path, Basic authentication {@code oqim:sandbox}. One {@code ext} does one
 * thing: a second message with it is -207. {@code trans.ext} only looks: a message that arrives after it is done all
 * the same. Magic amounts and the fault plan's {@code rates} meet payments, credits and partial reversals;
 * {@code recoveryRates} meet {@code trans.ext} and {@code trans.reverse}, where a decline is -300. Test cards:
 * {@link TestCard}.
 */
public final class SvGate extends HttpHost {

    static final String USER = "oqim";
    private static final int DECLINED_AFTER_ALL = -240;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String JSON_TYPE = "application/json; charset=utf-8";
    private static final String CREDENTIALS =
            "Basic " + Base64.getEncoder().encodeToString((USER + ":sandbox").getBytes(StandardCharsets.UTF_8));

    private final SvMoney money;
    private final SvHolds holds;
    private final SvCards cards;

    public SvGate(int port, Path books) {
        this(port, books, Inbox.inMemory());
    }

    /** @param inbox where the codes for cards arrive */
    public SvGate(int port, Path books, Inbox inbox) {
        var ledger = new SvLedger(books);
        super("uzcard", ledger.books());
        money = new SvMoney(ledger, faults());
        holds = new SvHolds(ledger, money);
        cards = new SvCards(inbox, Clock.systemUTC());
        listen(at(port).handle(this::handle));
    }

    @Override
    public String help() {
        return TestCard.HELP;
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        if (!CREDENTIALS.equals(request.requestHeaders().get(HttpHeaderNames.AUTHORIZATION))) {
            return response.status(401).send();
        }
        return body(request).flatMap(body -> answer(body, response));
    }

    private Mono<Void> answer(byte[] body, HttpServerResponse response) {
        JsonNode call;
        try {
            call = JSON.readTree(body);
        } catch (JacksonException _) {
            return write(response, JsonNodeFactory.instance.nullNode(), SvAnswer.error(-199));
        }
        var params = call.path("params");
        return dispatch(call.path("method").asString(""), params)
                .flatMap(answer -> write(response, call.path("id"), answer));
    }

    private Mono<SvAnswer> dispatch(String method, JsonNode params) {
        return switch (method) {
            case "trans.pay.purpose" -> money.pay(params);
            case "p2p.universal.credit" -> money.credit(params);
            case "p2p.universal" -> money.transfer(params);
            case "trans.ext" -> money.byExt(params);
            case "trans.sv" -> money.byRefNum(params);
            case "trans.reverse" -> money.reverse(params);
            case "trans.reverse.partial" -> money.reversePart(params);
            case "cards.new.otp" -> Mono.just(cards.begin(params));
            case "cards.new.verify" -> Mono.just(cards.verify(params));
            case "cards.get" -> Mono.just(cards.get(params));
            case "balance.get" -> Mono.just(cards.balance(params));
            case "hold.create" -> holds.create(params);
            case "hold.dismiss" -> holds.dismiss(params);
            case "hold.dismiss.charge" -> holds.charge(params);
            case "hold.get.id" -> holds.get(params);
            default -> Mono.just(SvAnswer.error(-256));
        };
    }

    private static Mono<Void> write(HttpServerResponse response, JsonNode id, SvAnswer answer) {
        if (answer.fault().filter(Fault.CONFLICTING_ANSWER::equals).isPresent()) {
            var other = envelope(id, SvAnswer.error(DECLINED_AFTER_ALL));
            return Mono.from(Answering.sendBoth(response, JSON_TYPE, envelope(id, answer), other));
        }
        if (answer.fault().filter(Fault.WRONG_NAME::equals).isPresent() && answer.result() instanceof ObjectNode tran) {
            tran.put("ext", "00000000-0000-7000-8000-000000000000");
        }
        return Mono.from(Answering.send(response, JSON_TYPE, envelope(id, answer), answer.fault()));
    }

    private static byte[] envelope(JsonNode id, SvAnswer answer) {
        var envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("jsonrpc", "2.0");
        envelope.set("id", id.isMissingNode() ? JsonNodeFactory.instance.nullNode() : id);
        if (answer.error() == 0) {
            envelope.set("result", answer.result());
        } else {
            envelope.putObject("error").put("code", answer.error()).put("message", "Error " + answer.error());
        }
        return JSON.writeValueAsBytes(envelope);
    }
}
