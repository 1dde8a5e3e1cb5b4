package gateway.processors.correspondent.web;

import gateway.platform.crypto.MessageSeal;
import gateway.processors.correspondent.CorrespondentProblem;
import gateway.processors.correspondent.links.Link;
import gateway.processors.correspondent.links.Links;
import gateway.processors.correspondent.receiving.TakeMessage;
import gateway.processors.correspondent.receiving.Taken;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes correspondents' messages: who brings one shows by a certificate, and what it says is sealed. */
@RestController
class MessageController {

    private static final byte[] NOTHING = {};
    private static final int LARGEST = 1024 * 1024;

    private final Links links;
    private final TakeMessage take;
    private final ClientCertificates certificates;
    private final Clock clock;

    MessageController(Links links, ClientCertificates certificates, TakeMessage take, Clock clock) {
        this.links = links;
        this.certificates = certificates;
        this.take = take;
        this.clock = clock;
    }

    /**
     * Stores an ISO 20022 message once, however often it is posted. The answer is sealed: {@code accepted}, or
     * {@code duplicate} where the same bytes came before. Only then may it be forgotten. Nothing is read from whoever
     * shows no certificate of this correspondent.
     */
    @PostMapping(path = "/correspondents/{correspondent}/messages", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> take(@PathVariable String correspondent, ServerWebExchange exchange) {
        certificates.require(correspondent, exchange.getRequest().getSslInfo());
        return DataBufferUtils.join(exchange.getRequest().getBody(), LARGEST)
                .map(MessageController::drain)
                .defaultIfEmpty(NOTHING)
                .flatMap(body -> take(correspondent, exchange, body));
    }

    private Mono<ResponseEntity<byte[]>> take(String correspondent, ServerWebExchange exchange, byte[] body) {
        var request = exchange.getRequest();
        var sealed = String.valueOf(request.getHeaders().getFirst(MessageSeal.HEADER));
        var path = request.getURI().getRawPath();
        // Whoever is unknown hears the same as whoever is not believed.
        var link = links.find(correspondent)
                .filter(it -> seal(it).isRight(sealed, "POST", path, body))
                .orElseThrow(() -> CorrespondentProblem.CORRESPONDENT_UNSIGNED.because(
                        "Seal it as agreed, at most five minutes before it is sent"));
        return take.take(link, body).map(taken -> answer(link, sealed, taken));
    }

    private ResponseEntity<byte[]> answer(Link link, String asked, Taken taken) {
        var body = "{\"status\":\"%s\"}".formatted(word(taken)).getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(MessageSeal.HEADER, seal(link).sign(MessageSeal.ANSWER, asked, body))
                .body(body);
    }

    private static String word(Taken taken) {
        return switch (taken) {
            case Taken.Stored it -> it.isNew() ? "accepted" : "duplicate";
            case Taken.Refused it -> throw CorrespondentProblem.CORRESPONDENT_MESSAGE_UNFIT.because(it.reason());
            case Taken.Foreign it ->
                throw CorrespondentProblem.CORRESPONDENT_TRANSFER_FOREIGN.because("Message " + it.id());
            case Taken.Changed it ->
                throw CorrespondentProblem.CORRESPONDENT_MESSAGE_CHANGED.because("Message " + it.id());
        };
    }

    // A link without a secret takes files only: no seal is right with an empty secret.
    private MessageSeal seal(Link link) {
        return new MessageSeal(link.settings().secret(), clock);
    }

    private static byte[] drain(DataBuffer buffer) {
        try {
            var bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
