package gateway.processors.correspondent.sending;

import gateway.platform.crypto.MessageSeal;
import gateway.platform.http.OutgoingLinks;
import gateway.processors.correspondent.links.CorrespondentSettings;
import gateway.processors.correspondent.links.Link;
import gateway.processors.correspondent.postgres.OutgoingMessages.Outgoing;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages over HTTP/2 with mutual TLS: {@code POST /messages} with the XML, any number of times, is answered in JSON
 * with {@code accepted}, {@code duplicate}, {@code refused} and a code, or {@code changed}. Both sides seal what they
 * say. Whom we cannot trust has told us nothing, whatever he says.
 */
final class HttpTransport implements Transport, AutoCloseable {

    static final String PATH = "/messages";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST_ANSWER = 16 * 1024;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9 ._:/-]{1,64}");
    private static final int CONNECT_MILLIS = 2_000;
    private static final int WAITING = 500;

    private final Duration timeout;
    private final MessageSeal seal;
    private final AtomicLong broken = new AtomicLong();
    private final ConnectionProvider connections;
    private final HttpClient http;

    HttpTransport(Link link, URI url, CorrespondentSettings settings, OutgoingLinks links, Clock clock) {
        this.timeout = settings.timeout();
        this.seal = new MessageSeal(link.settings().secret(), clock);
        this.connections = ConnectionProvider.builder("correspondent-" + link.name())
                .maxConnections(settings.atOnce())
                .pendingAcquireMaxCount(WAITING)
                .pendingAcquireTimeout(timeout)
                .build();
        var client = HttpClient.create(connections)
                .disableRetry(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .headers(headers -> headers.set("Content-Type", "application/xml"));
        this.http = links.to(url, link.settings().sslBundle(), client, broken::incrementAndGet);
    }

    /** Their word. */
    record Told(@Nullable String status, @Nullable String code) {}

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Reply(int status, @Nullable String seal, byte[] body) {}

    @Override
    public Mono<Delivery> deliver(Outgoing message) {
        return Mono.defer(() -> {
            long before = broken.get();
            return send(message.body()).timeout(timeout).onErrorResume(failure -> Mono.just(failed(failure, before)));
        });
    }

    private Mono<Delivery> send(byte[] body) {
        var sealed = seal.sign("POST", PATH, body);
        return http.headers(headers -> headers.set(MessageSeal.HEADER, sealed))
                .post()
                .uri(PATH)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .response(HttpTransport::receive)
                .next()
                .map(reply -> delivery(reply, sealed));
    }

    // Never more than is read: whoever sends without end must not fill our memory.
    private static Mono<Reply> receive(HttpClientResponse response, ByteBufFlux content) {
        var sealed = response.responseHeaders().get(MessageSeal.HEADER);
        return content.asByteArray()
                .collect(ByteArrayOutputStream::new, HttpTransport::add)
                .map(all -> new Reply(response.status().code(), sealed, all.toByteArray()));
    }

    private static void add(ByteArrayOutputStream all, byte[] more) {
        if (all.size() + more.length > LARGEST_ANSWER) {
            throw new TooLarge();
        }
        all.writeBytes(more);
    }

    /** Their answer is larger than one can be. */
    private static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooLarge() {
            super("An answer of more than " + LARGEST_ANSWER + " bytes", null, false, false);
        }
    }

    private Delivery failed(Throwable failure, long before) {
        return OutgoingLinks.isDistrust(failure) || broken.get() > before
                ? new Delivery.Unclear("distrust: certificate")
                : new Delivery.Unclear(failure.getClass().getSimpleName());
    }

    private Delivery delivery(Reply reply, String asked) {
        if (!seal.isRight(reply.seal(), MessageSeal.ANSWER, asked, reply.body())) {
            return new Delivery.Unclear("distrust: seal, HTTP " + reply.status());
        }
        try {
            return delivery(JSON.readValue(reply.body(), Told.class), reply.status());
        } catch (JacksonException e) {
            return new Delivery.Unclear("unreadable answer, HTTP " + reply.status());
        }
    }

    private static Delivery delivery(Told told, int status) {
        return switch (String.valueOf(told.status())) {
            case "accepted", "duplicate" -> new Delivery.Taken();
            case "refused" -> new Delivery.Refused(code(told));
            case "changed" -> new Delivery.Contradicted();
            default -> new Delivery.Unclear("unknown answer, HTTP " + status);
        };
    }

    // It is stored and logged, and theirs: what does not look like a code is none.
    private static String code(Told told) {
        var code = String.valueOf(told.code());
        return CODE.matcher(code).matches() ? code : "unreadable";
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
