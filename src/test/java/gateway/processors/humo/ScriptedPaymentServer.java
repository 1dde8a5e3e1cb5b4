package gateway.processors.humo;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

/** Answers one question after the other with what the test wrote, and remembers the questions. */
final class ScriptedPaymentServer implements AutoCloseable {

    private static final Answer SILENCE = new Answer(0, "");

    private final Deque<Function<String, Answer>> script = new ArrayDeque<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) ->
                    request.receive().aggregate().asString().flatMap(question -> answer(question, response)))
            .bindNow();

    int port() {
        return server.port();
    }

    List<String> heard() {
        return heard;
    }

    ScriptedPaymentServer says(String payload) {
        return says(200, envelope(payload));
    }

    ScriptedPaymentServer faults(String code) {
        return says(500, envelope(fault(code)));
    }

    ScriptedPaymentServer says(int status, String body) {
        script.add(question -> new Answer(status, body));
        return this;
    }

    ScriptedPaymentServer saysAfter(Runnable first, String payload) {
        script.add(question -> {
            first.run();
            return new Answer(200, envelope(payload));
        });
        return this;
    }

    ScriptedPaymentServer saysAsAsked(Function<String, String> body) {
        script.add(question -> new Answer(200, body.apply(question)));
        return this;
    }

    ScriptedPaymentServer isSilent() {
        script.add(question -> SILENCE);
        return this;
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    static String envelope(String payload) {
        return "<?xml version='1.0' encoding='UTF-8'?><SOAP-ENV:Envelope"
                + " xmlns:SOAP-ENV='http://schemas.xmlsoap.org/soap/envelope/' xmlns:ebppif1='urn:PaymentServer'>"
                + "<SOAP-ENV:Body>" + payload + "</SOAP-ENV:Body></SOAP-ENV:Envelope>";
    }

    static String payment(String id, String ref, long amount, int action) {
        return "<ebppif1:PaymentResponse><paymentID>" + id + "</paymentID><paymentRef>" + ref + "</paymentRef><details>"
                + item("amount", Long.toString(amount)) + item("auth_action_code", "000")
                + item("auth_appr_code", "351175") + "</details><action>" + action
                + "</action></ebppif1:PaymentResponse>";
    }

    static String status(String id, String ref, String status, long amount, String... items) {
        return "<ebppif1:GetPaymentResponse><paymentID>" + id + "</paymentID><paymentRef>" + ref
                + "</paymentRef><status>"
                + status + "</status><details>" + item("amount", Long.toString(amount)) + String.join("", items)
                + "</details></ebppif1:GetPaymentResponse>";
    }

    static String fault(String code) {
        return "<SOAP-ENV:Fault><faultcode>SOAP-ENV:Client</faultcode><faultstring></faultstring><detail>"
                + "<ebppif1:PaymentServerException><provider>EBPP</provider><error>" + code
                + "</error><description>no</description><screen>EBPP-1</screen></ebppif1:PaymentServerException>"
                + "</detail></SOAP-ENV:Fault>";
    }

    static String item(String name, String value) {
        return "<item><name>" + name + "</name><value>" + value + "</value></item>";
    }

    private Mono<Void> answer(String question, HttpServerResponse response) {
        heard.add(question);
        var next = script.poll();
        var answer = next == null ? SILENCE : next.apply(question);
        return answer.equals(SILENCE)
                ? Mono.never()
                : response.status(answer.status)
                        .send(Mono.just(Unpooled.copiedBuffer(answer.body, StandardCharsets.UTF_8)))
                        .then();
    }

    private record Answer(int status, String body) {}
}
