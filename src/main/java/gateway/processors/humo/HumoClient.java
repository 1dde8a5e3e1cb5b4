package gateway.processors.humo;

import gateway.processors.HttpLine;
import gateway.processors.HttpLine.Delivery;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The wire to PaymentServer: one question, one answer. */
@Component
final class HumoClient implements AutoCloseable {

    private final HumoRequestWriter writer;
    private final HttpLine line;
    private final String basic;
    private final Duration timeout;

    HumoClient(HumoSettings settings) {
        var credentials = settings.username() + ":" + settings.password();
        basic = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        timeout = settings.timeout();
        writer = new HumoRequestWriter(settings);
        line = new HttpLine("humo", settings.url(), settings.terms());
    }

    /** Emits once, never an error. Who asks several questions bounds them all; being cancelled drops the connection. */
    Mono<HumoMessage.Answer> ask(HumoMessage.Request request) {
        return Mono.defer(() -> line.send(written(request), timeout)).map(HumoClient::answer);
    }

    @Override
    public void close() {
        line.close();
    }

    private HttpLine.Request written(HumoMessage.Request request) {
        return new HttpLine.Request(
                HttpMethod.POST,
                "/",
                Map.of(
                        "Authorization",
                        basic,
                        "Content-Type",
                        "text/xml; charset=utf-8",
                        "SOAPAction",
                        '"' + request.soapAction() + '"'),
                writer.write(request));
    }

    private static HumoMessage.Answer answer(Delivery delivery) {
        return switch (delivery) {
            // Turned away at the door, before anybody read the message.
            case Delivery.Answered it
            when it.status() == 401 || it.status() == 403 -> new HumoMessage.NotDelivered("HTTP " + it.status());
            case Delivery.Answered it -> HumoAnswerReader.read(it.status(), it.body());
            case Delivery.NotSent it -> new HumoMessage.NotDelivered(it.why());
            case Delivery.Silent it -> new HumoMessage.NoAnswer(it.why());
        };
    }
}
