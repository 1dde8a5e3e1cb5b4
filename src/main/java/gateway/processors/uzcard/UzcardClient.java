package gateway.processors.uzcard;

import gateway.processors.uzcard.UzcardMessage.Reply;
import gateway.processors.uzcard.UzcardMessage.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * The wire to SVGate. It knows one thing exactly: whether a byte of a request may have left us. Before that a failure
 * is {@link Reply.NotSent}, after it {@link Reply.Unusable}; nothing is ever sent twice.
 */
@Component
final class UzcardClient implements AutoCloseable {

    private static final Duration KEEPALIVE_IDLE = Duration.ofSeconds(10);

    private final UzcardWire wire = new UzcardWire();
    private final AtomicLong ids = new AtomicLong();
    private final ConnectionProvider connections;
    // Its own: what a rail answers must not queue behind what new requests ask.
    private final LoopResources loop = LoopResources.create("uzcard", 1, true);
    private final HttpClient.RequestSender http;
    private final Duration timeout;
    private final int maxAnswerSize;

    UzcardClient(UzcardSettings settings) {
        timeout = settings.timeout();
        maxAnswerSize = Math.toIntExact(settings.maxAnswerSize().toBytes());
        var path = settings.url().getRawPath().isEmpty() ? "/" : settings.url().getRawPath();
        connections = connections(settings);
        http = http(settings, connections).runOn(loop).post().uri(path);
    }

    /** Emits once, never errors, within the time-out. */
    Mono<Reply> ask(Request request) {
        return Mono.defer(() -> exchange(new Call(ids.incrementAndGet(), request)));
    }

    @Override
    public void close() {
        connections.dispose();
        loop.dispose();
    }

    // The deadline covers everything from waiting for a connection to the last byte of the answer, so that an answer
    // that trickles
    // in cannot hold the call.
    private Mono<Reply> exchange(Call call) {
        return http.send(call::send)
                .response(call::receive)
                .singleOrEmpty()
                .timeout(timeout)
                .defaultIfEmpty(new Reply.Unusable("no answer"))
                .onErrorResume(failure -> Mono.just(call.failed(failure)));
    }

    private static ConnectionProvider connections(UzcardSettings settings) {
        return ConnectionProvider.builder("uzcard")
                .maxConnections(settings.maxConnections())
                .pendingAcquireMaxCount(settings.maxWaiting())
                .pendingAcquireTimeout(settings.acquireTimeout())
                .maxIdleTime(settings.maxIdle())
                .evictInBackground(settings.maxIdle())
                .lifo()
                .build();
    }

    private static HttpClient http(UzcardSettings settings, ConnectionProvider connections) {
        var url = settings.url();
        var credentials = Base64.getEncoder()
                .encodeToString((settings.username() + ":" + settings.password()).getBytes(StandardCharsets.UTF_8));
        var address = InetSocketAddress.createUnresolved(url.getHost(), port(url));
        var client = HttpClient.create(connections)
                .remoteAddress(() -> address)
                // Reactor Netty would otherwise send a request again when a pooled connection turns out to be dead.
                .disableRetry(true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(settings.connectTimeout().toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .headers(headers -> headers.set(HttpHeaderNames.AUTHORIZATION, "Basic " + credentials)
                        .set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8"));
        var tuned = Epoll.isAvailable() ? withTimeouts(client, settings.userTimeout()) : client;
        return "https".equals(url.getScheme()) ? tuned.secure() : tuned;
    }

    // A peer that vanished is noticed by the kernel, also on a connection where nothing happens.
    private static HttpClient withTimeouts(HttpClient client, Duration userTimeout) {
        return client.option(EpollChannelOption.TCP_USER_TIMEOUT, Math.toIntExact(userTimeout.toMillis()))
                .option(EpollChannelOption.TCP_KEEPIDLE, Math.toIntExact(KEEPALIVE_IDLE.toSeconds()))
                .option(EpollChannelOption.TCP_KEEPINTVL, 2)
                .option(EpollChannelOption.TCP_KEEPCNT, 3);
    }

    private static int port(URI url) {
        return url.getPort() != -1 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
    }

    /** One request on its way. */
    private final class Call {

        private enum Stage {
            WAITING,
            SENT,
            GIVEN_UP
        }

        private final long id;
        private final Request request;
        // Sending and giving up race on different threads; exactly one of them wins.
        private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);

        Call(long id, Request request) {
            this.id = id;
            this.request = request;
        }

        Publisher<Void> send(HttpClientRequest head, NettyOutbound outbound) {
            byte[] body = wire.write(id, request);
            return stage.compareAndSet(Stage.WAITING, Stage.SENT)
                    ? outbound.sendObject(Unpooled.wrappedBuffer(body))
                    : Mono.error(new IllegalStateException("Given up before it was sent"));
        }

        Publisher<Reply> receive(HttpClientResponse head, ByteBufFlux content) {
            int status = head.status().code();
            return content.collect(() -> new Body(maxAnswerSize), Body::add)
                    .map(body ->
                            status == 200 ? wire.read(id, body.bytes, body.size) : unusable("HTTP status " + status));
        }

        // Messages of exceptions may quote what was received: only their kind is told.
        Reply failed(Throwable failure) {
            var why = failure.getClass().getSimpleName();
            return stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP) || stage.get() == Stage.GIVEN_UP
                    ? new Reply.NotSent(why)
                    : unusable(why);
        }

        private static Reply unusable(String why) {
            return new Reply.Unusable(why);
        }
    }

    /** What has been received of an answer, up to a limit. */
    private static final class Body {

        private static final int USUAL = 1024;

        private final int limit;
        private byte[] bytes = new byte[USUAL];
        private int size;

        Body(int limit) {
            this.limit = limit;
        }

        void add(ByteBuf part) {
            int length = part.readableBytes();
            if (length > limit - size) {
                throw new IllegalStateException("The answer is too long");
            }
            if (size + length > bytes.length) {
                bytes = java.util.Arrays.copyOf(bytes, Math.max(size + length, bytes.length * 2));
            }
            part.readBytes(bytes, size, length);
            size += length;
        }
    }
}
