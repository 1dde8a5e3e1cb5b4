package gateway.processors.humo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The wire to PaymentServer: one question, one answer. */
@Component
final class HumoClient implements AutoCloseable {

    private final HumoRequestWriter writer;
    private final HumoTransport transport;

    HumoClient(HumoSettings settings) {
        var credentials = settings.username() + ":" + settings.password();
        var basic = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        writer = new HumoRequestWriter(settings);
        transport = new HumoTransport(
                "humo",
                settings.url(),
                settings,
                headers -> headers.set("Authorization", basic).set("Content-Type", "text/xml; charset=utf-8"));
    }

    /** Emits once, never an error. The caller bounds it in time; being cancelled drops the connection. */
    Mono<HumoMessage.Answer> ask(HumoMessage.Request request) {
        return Mono.defer(() -> transport.post("/", request.soapAction(), writer.write(request)))
                .map(HumoClient::answer);
    }

    @Override
    public void close() {
        transport.close();
    }

    private static HumoMessage.Answer answer(HumoTransport.Delivery delivery) {
        return switch (delivery) {
            // Turned away at the door, before anybody read the message.
            case HumoTransport.Delivery.Answered it
            when it.status() == 401 || it.status() == 403 -> new HumoMessage.NotDelivered("HTTP " + it.status());
            case HumoTransport.Delivery.Answered it -> HumoAnswerReader.read(it.status(), it.body());
            case HumoTransport.Delivery.NotSent it -> new HumoMessage.NotDelivered(it.why());
            case HumoTransport.Delivery.Silence it -> new HumoMessage.NoAnswer(it.why());
        };
    }
}
