package gateway.processors.humo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** Carries one request to one of HUMO's services, once, and says whether it can have arrived. */
final class HumoTransport implements AutoCloseable {

    /** How a delivery ended. */
    sealed interface Delivery {

        /** Something came back. */
        final class Answered implements Delivery {

            private final int status;
            private final byte[] body;

            Answered(int status, byte[] body) {
                this.status = status;
                this.body = body;
            }

            int status() {
                return status;
            }

            byte[] body() {
                return body;
            }
        }

        /** It cannot have arrived. */
        record NotSent(String why) implements Delivery {}

        /** It may have arrived. */
        record Silence(String why) implements Delivery {}
    }

    private static final int KEEPALIVE_SECONDS = 10;

    private final HttpClient client;
    // By path, of which there are two: a client with another address or other headers is a client made anew.
    private final Map<String, HttpClient.RequestSender> addressed = new ConcurrentHashMap<>();
    private final ConnectionProvider connections;
    // Its own: what a rail answers must not queue behind what new requests ask.
    private final LoopResources loop;

    HumoTransport(String name, URI url, HumoSettings settings, Consumer<HttpHeaders> headers) {
        var pool = settings.pool();
        connections = ConnectionProvider.builder(name)
                .maxConnections(pool.connections())
                .pendingAcquireMaxCount(pool.waiting())
                .pendingAcquireTimeout(pool.patience())
                .maxIdleTime(pool.idle())
                .evictInBackground(pool.idle())
                .lifo()
                .build();
        loop = LoopResources.create(name, 1, true);
        // No second try inside the client either: a money message is sent once.
        client = wary(HttpClient.create(connections), settings)
                .runOn(loop)
                .disableRetry(true)
                .followRedirect(false)
                .baseUrl(url.toString())
                .responseTimeout(settings.timeout())
                .headers(headers);
    }

    /** Emits once, never an error; whoever calls it bounds the whole in time. */
    Mono<Delivery> post(String path, @Nullable String soapAction, byte[] body) {
        return addressed
                .computeIfAbsent(path, it -> client.post().uri(it))
                .send((request, out) -> {
                    if (soapAction != null) {
                        request.header("SOAPAction", '"' + soapAction + '"');
                    }
                    return out.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)));
                })
                .response((response, content) -> collect(response.status().code(), content))
                .single()
                .materialize()
                .map(signal -> {
                    var answered = signal.get();
                    return answered == null ? meaning(signal.getThrowable()) : answered;
                });
    }

    @Override
    public void close() {
        connections.dispose();
        loop.dispose();
    }

    private static Mono<Delivery> collect(int status, ByteBufFlux content) {
        return content.reduceWith(ByteArrayOutputStream::new, HumoTransport::append)
                .map(bytes -> new Delivery.Answered(status, bytes.toByteArray()));
    }

    private static ByteArrayOutputStream append(ByteArrayOutputStream bytes, ByteBuf more) {
        if (bytes.size() + more.readableBytes() > HumoAnswerReader.LARGEST) {
            throw new IllegalStateException("answer too large");
        }
        try {
            more.readBytes(bytes, more.readableBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes;
    }

    private static Delivery meaning(@Nullable Throwable failure) {
        return switch (failure) {
            // Also "connection refused", "no route" and "timed out while connecting".
            case ConnectException _, NoRouteToHostException _, UnknownHostException _ ->
                new Delivery.NotSent("no connection");
            case PoolAcquirePendingLimitException _ -> new Delivery.NotSent("queue full");
            case PoolAcquireTimeoutException _ -> new Delivery.NotSent("no free connection");
            case null -> new Delivery.Silence("empty answer");
            default -> new Delivery.Silence(failure.getClass().getSimpleName());
        };
    }

    private static HttpClient wary(HttpClient client, HumoSettings settings) {
        var connecting = client.option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(settings.pool().connectTimeout().toMillis()))
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.TCP_NODELAY, true);
        if (!Epoll.isAvailable()) {
            return connecting;
        }
        // A peer that vanished without a reset is noticed in the time of one answer, not in fifteen minutes.
        return connecting
                .option(
                        EpollChannelOption.TCP_USER_TIMEOUT,
                        Math.toIntExact(settings.timeout().toMillis()))
                .option(EpollChannelOption.TCP_KEEPIDLE, KEEPALIVE_SECONDS)
                .option(EpollChannelOption.TCP_KEEPINTVL, KEEPALIVE_SECONDS)
                .option(EpollChannelOption.TCP_KEEPCNT, 3);
    }
}
