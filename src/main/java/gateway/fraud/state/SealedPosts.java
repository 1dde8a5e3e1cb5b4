package gateway.fraud.state;

import gateway.platform.crypto.MessageSeal;
import gateway.platform.http.OutgoingLinks;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/** Signed JSON to the state antifraud over HTTP/2, and what comes back, if it is sealed by them for what was asked. */
final class SealedPosts {

    static final int LONGEST_ANSWER = 16 * 1024;

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int MOST_CONNECTIONS = 4;
    private static final int MOST_WAITING = 1_000;
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration MAX_IDLE = Duration.ofSeconds(30);

    private final MessageSeal seal;
    private final MeterRegistry registry;
    private final ConnectionProvider connections;
    private final HttpClient client;

    SealedPosts(StateSettings settings, MessageSeal seal, OutgoingLinks links, MeterRegistry registry) {
        this.seal = seal;
        this.registry = registry;
        List.of(Distrust.values()).forEach(why -> count(why, 0));
        this.connections = ConnectionProvider.builder("state-antifraud")
                .maxConnections(MOST_CONNECTIONS)
                .pendingAcquireMaxCount(MOST_WAITING)
                .pendingAcquireTimeout(settings.deadline())
                .maxIdleTime(MAX_IDLE)
                .build();
        this.client = http(settings, links, connections, () -> count(Distrust.CERTIFICATE, 1));
    }

    private static HttpClient http(
            StateSettings settings, OutgoingLinks links, ConnectionProvider connections, Runnable distrusted) {
        var client = HttpClient.create(connections)
                .disableRetry(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(CONNECT.toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .headers(headers -> headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json"));
        return settings.url() == null ? client : links.to(settings.url(), settings.sslBundle(), client, distrusted);
    }

    /** Where something is sent to, again and again. */
    final class Desk {

        private final String path;
        private final HttpClient.RequestSender to;

        private Desk(String path) {
            this.path = path;
            this.to = client.post().uri(path);
        }

        /** Emits the answer, or errors. */
        Mono<byte[]> ask(byte[] body) {
            return Mono.defer(() -> {
                var asked = seal.sign("POST", path, body);
                return post(body, asked, (head, content) -> whole(head, content, asked))
                        .singleOrEmpty()
                        .switchIfEmpty(Mono.error(() -> new IllegalStateException("no answer")));
            });
        }

        /** Emits each line of the answer as it comes, or errors; each is a seal, a blank, and what is sealed. */
        Flux<byte[]> askForLines(byte[] body) {
            return Flux.defer(() -> {
                var asked = seal.sign("POST", path, body);
                return post(body, asked, (head, content) -> lines(head, content, asked));
            });
        }

        // The signature is set on the request, not on the client: a client with other headers is a client made anew.
        private Flux<byte[]> post(
                byte[] body, String asked, BiFunction<HttpClientResponse, ByteBufFlux, Publisher<byte[]>> receive) {
            return to.send((request, out) -> {
                        request.header(MessageSeal.HEADER, asked);
                        return out.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)));
                    })
                    .response(receive);
        }
    }

    Desk desk(String path) {
        return new Desk(path);
    }

    private Mono<byte[]> whole(HttpClientResponse head, ByteBufFlux content, String asked) {
        var theirs = head.responseHeaders().get(MessageSeal.HEADER);
        return accepted(
                        head,
                        content.collect(ByteArrayOutputStream::new, SealedPosts::add)
                                .map(ByteArrayOutputStream::toByteArray))
                .single()
                .map(body -> proven(theirs, asked, body));
    }

    private Flux<byte[]> lines(HttpClientResponse head, ByteBufFlux content, String asked) {
        var lines = new AnswerLines();
        return accepted(head, content.asByteArray().concatMapIterable(lines::take))
                .map(line -> proven(line.seal(), asked, line.body()));
    }

    private <T> Flux<T> accepted(HttpClientResponse head, Publisher<T> content) {
        int status = head.status().code();
        if (status == UNAUTHORIZED) {
            return Flux.error(distrust(Distrust.REFUSED));
        }
        return status == OK ? Flux.from(content) : Flux.error(new IllegalStateException("HTTP status " + status));
    }

    // Whoever answers in their place could let everything pass: without their seal for this question it is no answer.
    private byte[] proven(@Nullable String theirs, String asked, byte[] body) {
        if (!seal.isRight(theirs, MessageSeal.ANSWER, asked, body)) {
            throw distrust(Distrust.SEAL);
        }
        return body;
    }

    private Distrusted distrust(Distrust why) {
        count(why, 1);
        return new Distrusted(why);
    }

    private void count(Distrust why, int times) {
        registry.counter("oqim.fraud.state.distrusted", "why", why.word).increment(times);
    }

    private static void add(ByteArrayOutputStream to, ByteBuf part) {
        if (to.size() + part.readableBytes() > LONGEST_ANSWER) {
            throw new IllegalStateException("The answer is too long");
        }
        var bytes = new byte[part.readableBytes()];
        part.readBytes(bytes);
        to.writeBytes(bytes);
    }

    void dispose() {
        connections.dispose();
    }

    /** One line of an answer to many questions. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record AnswerLine(String seal, byte[] body) {

        /** Of one without a blank all is the seal, which is none. */
        static AnswerLine of(byte[] line) {
            int end = 0;
            while (end < line.length && line[end] != ' ') {
                end++;
            }
            var body = end == line.length ? new byte[0] : java.util.Arrays.copyOfRange(line, end + 1, line.length);
            return new AnswerLine(new String(line, 0, end, StandardCharsets.US_ASCII), body);
        }
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

    /** What came back proves nothing. */
    private static final class Distrusted extends RuntimeException {

        Distrusted(Distrust why) {
            super(why.word, null, false, false);
        }
    }
}
