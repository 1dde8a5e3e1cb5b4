package gateway.corebanking;

import gateway.corebanking.AccountMap.Mapped;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The core banking system over JSON and HTTP/2, a protocol of our own: {@code POST /documents} with the document, any
 * number of times, is answered {@code accepted}, {@code duplicate} or {@code rejected} with a code.
 */
@Component
class HttpCoreBank implements CoreBank, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST_ANSWER = 16 * 1024;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int OK = 200;
    private static final int REJECTED = 422;

    private final CoreBankingSettings settings;
    private final ConnectionProvider connections;
    private final HttpClient http;

    HttpCoreBank(CoreBankingSettings settings) {
        this.settings = settings;
        this.connections = ConnectionProvider.builder("corebanking")
                .maxConnections(settings.atOnce())
                .pendingAcquireMaxCount(settings.batch())
                .pendingAcquireTimeout(settings.timeout())
                .build();
        this.http = HttpClient.create(connections)
                .protocol(protocol(settings.url()))
                .disableRetry(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .headers(headers -> headers.set("Content-Type", "application/json"));
        if (isEncrypted(settings.url())) {
            throw new IllegalStateException("Encrypted links to the core banking system need a certificate; use h2c");
        }
    }

    private static HttpProtocol protocol(@Nullable URI url) {
        return isEncrypted(url) ? HttpProtocol.H2 : HttpProtocol.H2C;
    }

    private static boolean isEncrypted(@Nullable URI url) {
        return url != null && "https".equals(url.getScheme());
    }

    /** A document as it is sent. */
    record Sent(
            String id,
            String reference,
            String debit,
            String credit,
            String amount,
            String currency,
            String purpose,
            String bookedAt) {}

    /** Their word. */
    record Told(@Nullable String status, @Nullable String code) {}

    private record Reply(int status, byte[] body) {}

    @Override
    public Mono<CoreAnswer> post(CoreDocument document, Mapped accounts) {
        var uri = Objects.requireNonNull(settings.url(), "url").resolve("/documents");
        return http.post()
                .uri(uri)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body(document, accounts))))
                .responseSingle((response, body) -> body.asByteArray()
                        .defaultIfEmpty(new byte[0])
                        .map(bytes -> new Reply(response.status().code(), bytes)))
                .map(HttpCoreBank::answer)
                .timeout(settings.timeout())
                .onErrorResume(failure ->
                        Mono.just(new CoreAnswer.Unclear(failure.getClass().getSimpleName())));
    }

    private static byte[] body(CoreDocument it, Mapped accounts) {
        return JSON.writeValueAsBytes(new Sent(
                it.name(),
                it.reference().toString(),
                accounts.debit(),
                accounts.credit(),
                it.amount().toDecimal(),
                it.amount().asset().code(),
                accounts.purposeCode(),
                it.bookedAt().toString()));
    }

    private static CoreAnswer answer(Reply reply) {
        if ((reply.status() != OK && reply.status() != REJECTED) || reply.body().length > LARGEST_ANSWER) {
            return new CoreAnswer.Unclear("HTTP " + reply.status());
        }
        try {
            var told = JSON.readValue(reply.body(), Told.class);
            return switch (String.valueOf(told.status())) {
                case "accepted", "duplicate" -> new CoreAnswer.Accepted();
                case "rejected" -> new CoreAnswer.Rejected(String.valueOf(told.code()));
                default -> new CoreAnswer.Unclear("unknown answer");
            };
        } catch (JacksonException e) {
            return new CoreAnswer.Unclear("unreadable answer");
        }
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
