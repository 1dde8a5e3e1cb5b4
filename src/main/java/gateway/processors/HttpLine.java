package gateway.processors;

import gateway.platform.loops.EventLoops;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * The connections to one operator over HTTP/1.1, with a thread of their own. It knows one thing exactly: whether a byte
 * of a request may have left us. Nothing is ever sent twice.
 */
public final class HttpLine implements AutoCloseable {

    private static final Duration KEEPALIVE_IDLE = Duration.ofSeconds(10);

    private final ConnectionProvider connections;
    // Its own: what one rail answers must not queue behind what another is asked.
    private final LoopResources loop;
    private final HttpClient http;
    private final String address;
    private final String base;
    private final int maxAnswerSize;

    /** @param rail names its thread and its connections */
    public HttpLine(String rail, URI url, HttpTerms terms) {
        address = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        base = address.replaceAll("/$", "");
        maxAnswerSize = Math.toIntExact(terms.maxAnswerSize().toBytes());
        connections = ConnectionProvider.builder(rail)
                .maxConnections(terms.maxConnections())
                .pendingAcquireMaxCount(terms.maxWaiting())
                .pendingAcquireTimeout(terms.acquireTimeout())
                .maxIdleTime(terms.maxIdle())
                .evictInBackground(terms.maxIdle())
                .lifo()
                .build();
        loop = EventLoops.own(rail, 1);
        http = http(url, terms).runOn(loop);
    }

    /**
     * One request.
     *
     * @param path after the rail's address, with its slash; empty for the address itself
     * @param headers may hold secrets, so that nothing prints them
     * @param body empty for none
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
    public record Request(HttpMethod method, String path, Map<String, String> headers, byte[] body) {

        @Override
        public String toString() {
            return method + " " + body.length + " bytes";
        }
    }

    /** How a request ended. */
    public sealed interface Delivery {

        /** A whole answer came, whatever it says. */
        @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
        record Answered(int status, byte[] body) implements Delivery {

            @Override
            public String toString() {
                return "Answered[" + status + "]";
            }
        }

        /** Not a byte left us. */
        record NotSent(String why) implements Delivery {}

        /** It left us, and no whole answer came. */
        record Silent(String why) implements Delivery {}
    }

    /**
     * Emits once, never errors.
     *
     * @param within from waiting for a connection to the last byte of the answer, so that one that trickles in cannot
     *     hold the call
     */
    public Mono<Delivery> send(Request request, Duration within) {
        return Mono.defer(() -> exchange(new Call(request), within));
    }

    @Override
    public void close() {
        connections.dispose();
        loop.dispose();
    }

    private Mono<Delivery> exchange(Call call, Duration within) {
        return http.request(call.request.method())
                .uri(call.request.path().isEmpty() ? address : base + call.request.path())
                .send(call::send)
                .response(call::receive)
                .singleOrEmpty()
                .timeout(within)
                .defaultIfEmpty(new Delivery.Silent("no answer"))
                .onErrorResume(failure -> Mono.just(call.failed(failure)));
    }

    private HttpClient http(URI url, HttpTerms terms) {
        var address = InetSocketAddress.createUnresolved(url.getHost(), port(url));
        var client = HttpClient.create(connections)
                .remoteAddress(() -> address)
                // Reactor Netty would otherwise send a request again when a pooled connection turns out to be dead.
                .disableRetry(true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(terms.connectTimeout().toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true);
        var tuned = Epoll.isAvailable() ? withTimeouts(client, terms.userTimeout()) : client;
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

        private final Request request;
        // Sending and giving up race on different threads; exactly one of them wins.
        private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);

        Call(Request request) {
            this.request = request;
        }

        Publisher<Void> send(HttpClientRequest head, NettyOutbound outbound) {
            request.headers().forEach(head::header);
            return stage.compareAndSet(Stage.WAITING, Stage.SENT)
                    ? outbound.sendObject(Unpooled.wrappedBuffer(request.body()))
                    : Mono.error(new IllegalStateException("Given up before it was sent"));
        }

        Publisher<Delivery> receive(HttpClientResponse head, ByteBufFlux content) {
            int status = head.status().code();
            return content.collect(() -> new Body(maxAnswerSize), Body::add)
                    .map(body -> new Delivery.Answered(status, body.bytes()));
        }

        Delivery failed(Throwable failure) {
            return stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP) || stage.get() == Stage.GIVEN_UP
                    ? new Delivery.NotSent(why(failure))
                    : new Delivery.Silent(why(failure));
        }

        // Messages of exceptions may quote what was received: only their kind is told.
        private static String why(Throwable failure) {
            return switch (failure) {
                // Also "connection refused", "no route" and "timed out while connecting".
                case ConnectException _, NoRouteToHostException _, UnknownHostException _ -> "no connection";
                case PoolAcquirePendingLimitException _ -> "queue full";
                case PoolAcquireTimeoutException _ -> "no free connection";
                default -> failure.getClass().getSimpleName();
            };
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
                bytes = Arrays.copyOf(bytes, Math.max(size + length, bytes.length * 2));
            }
            part.readBytes(bytes, size, length);
            size += length;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, size);
        }
    }
}
