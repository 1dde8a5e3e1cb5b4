package gateway.corebanking;

import gateway.corebanking.AccountMap.Mapped;
import gateway.platform.crypto.MessageSeal;
import gateway.platform.http.OutgoingLinks;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The core banking system over JSON and HTTP/2 with mutual TLS, a protocol of our own: {@code POST /documents} with the
 * document, any number of times, is answered {@code accepted}, {@code duplicate} or {@code rejected} with a code. Both
 * sides seal what they say. Whom we cannot trust has told us nothing, whatever he says.
 */
@Component
class HttpCoreBank implements CoreBank, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern CODE = Pattern.compile("[ -~]{1,64}");
    private static final String PATH = "/documents";
    private static final int LARGEST_ANSWER = 16 * 1024;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int OK = 200;
    private static final int REJECTED = 422;
    private static final int UNAUTHORIZED = 401;

    private final CoreBankingSettings settings;
    private final MessageSeal seal;
    private final MeterRegistry meters;
    /** Connections that ended because one side does not trust the other. */
    private final AtomicLong broken = new AtomicLong();

    private final ConnectionProvider connections;
    private final HttpClient http;

    HttpCoreBank(CoreBankingSettings settings, OutgoingLinks links, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.seal = new MessageSeal(settings.secret(), clock);
        this.meters = meters;
        this.connections = ConnectionProvider.builder("corebanking")
                .maxConnections(settings.atOnce())
                .pendingAcquireMaxCount(settings.batch())
                .pendingAcquireTimeout(settings.timeout())
                .build();
        var client = HttpClient.create(connections)
                .disableRetry(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .headers(headers -> headers.set("Content-Type", "application/json"));
        this.http = settings.url() == null
                ? client
                : links.to(settings.url(), settings.sslBundle(), client, broken::incrementAndGet);
        // There from the start, so that nobody wonders whether it is counted.
        List.of(Distrust.values()).forEach(why -> count(why, 0));
    }

    /** Why the link cannot be trusted. */
    private enum Distrust {
        /** One side does not know the other's certificate. */
        CERTIFICATE("certificate"),
        /** What came back is not sealed by them. */
        SEAL("seal"),
        /** They do not believe our seal. */
        REFUSED("refused");

        private final String word;

        Distrust(String word) {
            this.word = word;
        }
    }

    private CoreAnswer distrust(Distrust why) {
        count(why, 1);
        return new CoreAnswer.Unclear("distrust: " + why.word);
    }

    private void count(Distrust why, int times) {
        meters.counter("oqim_corebanking_distrusted", "why", why.word).increment(times);
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

    private record Reply(int status, @Nullable String seal, byte[] body) {}

    @Override
    public Mono<CoreAnswer> post(CoreDocument document, Mapped accounts) {
        return Mono.defer(() -> {
            long before = broken.get();
            return send(body(document, accounts))
                    .timeout(settings.timeout())
                    .onErrorResume(failure -> Mono.just(failed(failure, before)));
        });
    }

    private Mono<CoreAnswer> send(byte[] body) {
        var sealed = seal.sign("POST", PATH, body);
        return http.headers(headers -> headers.set(MessageSeal.HEADER, sealed))
                .post()
                .uri(PATH)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .responseSingle(HttpCoreBank::receive)
                .map(reply -> answer(reply, sealed));
    }

    private static Mono<Reply> receive(HttpClientResponse response, ByteBufMono content) {
        var sealed = response.responseHeaders().get(MessageSeal.HEADER);
        return content.asByteArray()
                .defaultIfEmpty(new byte[0])
                .map(bytes -> new Reply(response.status().code(), sealed, bytes));
    }

    private CoreAnswer failed(Throwable failure, long before) {
        return OutgoingLinks.isDistrust(failure) || broken.get() > before
                ? distrust(Distrust.CERTIFICATE)
                : new CoreAnswer.Unclear(failure.getClass().getSimpleName());
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

    private CoreAnswer answer(Reply reply, String asked) {
        if (reply.status() == UNAUTHORIZED) {
            return distrust(Distrust.REFUSED);
        }
        if ((reply.status() != OK && reply.status() != REJECTED) || reply.body().length > LARGEST_ANSWER) {
            return new CoreAnswer.Unclear("HTTP " + reply.status());
        }
        return seal.isRight(reply.seal(), MessageSeal.ANSWER, asked, reply.body())
                ? read(reply.body())
                : distrust(Distrust.SEAL);
    }

    static CoreAnswer read(byte[] body) {
        try {
            var told = Objects.requireNonNullElse(JSON.readValue(body, Told.class), new Told(null, null));
            return switch (String.valueOf(told.status())) {
                case "accepted", "duplicate" -> new CoreAnswer.Accepted();
                case "rejected" -> new CoreAnswer.Rejected(code(told));
                default -> new CoreAnswer.Unclear("unknown answer");
            };
        } catch (JacksonException e) {
            return new CoreAnswer.Unclear("unreadable answer");
        }
    }

    // What no database keeps would stop the document's refusal from being kept, again and again.
    private static String code(Told told) {
        var code = String.valueOf(told.code());
        return CODE.matcher(code).matches() ? code : "a code that cannot be read";
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
