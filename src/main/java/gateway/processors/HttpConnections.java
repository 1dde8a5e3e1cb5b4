package gateway.processors;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.Future;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;
import reactor.netty.transport.NameResolverProvider;

/**
 * All connections of a line, on one event loop: its tasks are the only ones that look at what stands here. A general
 * HTTP client and its pool cost a request as much as everything else that is done for it.
 */
final class HttpConnections implements AutoCloseable {

    private static final Duration KEEPALIVE_IDLE = Duration.ofSeconds(10);

    private final HttpTerms terms;
    // Its own: what one rail answers must not queue behind what another is asked.
    private final LoopResources resources;
    private final EventLoopGroup group;
    private final EventLoop loop;
    private final AddressResolverGroup<InetSocketAddress> names;
    private final Bootstrap bootstrap;
    private final Deque<Unused> unused = new ArrayDeque<>();
    private final Deque<HttpCall> waiting = new ArrayDeque<>();
    private int open;

    /** A connection that nobody talks over, the latest first. */
    private record Unused(HttpExchange connection, long sinceNanos) {}

    HttpConnections(String rail, URI url, HttpTerms terms) {
        this.terms = terms;
        resources = LoopResources.create(rail, 1, true);
        group = resources.onClient(true);
        loop = group.next();
        names = NameResolverProvider.builder().build().newNameResolverGroup(resources, true);
        bootstrap = bootstrap(url);
        var pause = terms.maxIdle().toMillis();
        var _ = loop.scheduleWithFixedDelay(this::closeUnused, pause, pause, TimeUnit.MILLISECONDS);
    }

    EventLoop loop() {
        return loop;
    }

    /** Sends it as soon as there is a connection for it. */
    void begin(HttpCall call, Duration within) {
        call.begin(loop, within);
        var free = takeUnused();
        if (free != null) {
            free.send(call);
        } else if (open < terms.maxConnections()) {
            connect(call);
        } else {
            line(call);
        }
    }

    private void line(HttpCall call) {
        if (waiting.size() >= terms.maxWaiting()) {
            waiting.removeIf(HttpCall::isOver);
        }
        if (waiting.size() < terms.maxWaiting()) {
            call.waitFor(loop, terms.acquireTimeout());
            waiting.add(call);
        } else {
            call.fail("queue full");
        }
    }

    /** A connection has ended its conversation; the next one begins, or it waits for one. */
    void free(HttpExchange connection, boolean reusable) {
        if (!reusable || !connection.isOpen()) {
            connection.close();
            return;
        }
        var next = nextWaiting();
        if (next != null) {
            connection.send(next);
        } else {
            unused.push(new Unused(connection, System.nanoTime()));
        }
    }

    private @Nullable HttpCall nextWaiting() {
        var next = waiting.poll();
        while (next != null && next.isOver()) {
            next = waiting.poll();
        }
        return next;
    }

    private @Nullable HttpExchange takeUnused() {
        var latest = unused.poll();
        while (latest != null && !latest.connection().isOpen()) {
            latest = unused.poll();
        }
        return latest == null ? null : latest.connection();
    }

    private void closeUnused() {
        long before = System.nanoTime() - terms.maxIdle().toNanos();
        for (var oldest = unused.peekLast();
                oldest != null && oldest.sinceNanos() - before < 0;
                oldest = unused.peekLast()) {
            unused.pollLast().connection().close();
        }
    }

    private void connect(HttpCall call) {
        open++;
        bootstrap.connect().addListener((ChannelFuture connected) -> {
            var channel = connected.channel();
            var tls = connected.isSuccess() ? channel.pipeline().get(SslHandler.class) : null;
            if (tls == null) {
                connected(call, channel, connected.cause());
            } else {
                tls.handshakeFuture().addListener((Future<Channel> shaken) -> connected(call, channel, shaken.cause()));
            }
        });
    }

    private void connected(HttpCall call, Channel channel, @Nullable Throwable failure) {
        if (failure != null) {
            var _ = channel.close();
            closed();
            call.fail(why(failure));
            return;
        }
        channel.closeFuture().addListener(_ -> closed());
        var connection = channel.pipeline().get(HttpExchange.class);
        if (call.isOver()) {
            free(connection, true);
        } else {
            connection.send(call);
        }
    }

    // Its place is free, and whoever waits for one may take it.
    private void closed() {
        open--;
        var next = nextWaiting();
        if (next != null) {
            connect(next);
        }
    }

    private static String why(Throwable failure) {
        return switch (failure) {
            // Also "connection refused", "no route" and "timed out while connecting".
            case ConnectException _, NoRouteToHostException _, UnknownHostException _ -> "no connection";
            default -> failure.getClass().getSimpleName();
        };
    }

    private Bootstrap bootstrap(URI url) {
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() != -1 ? url.getPort() : tls ? 443 : 80;
        var made = new Bootstrap()
                .group(loop)
                .channel(resources.onChannelClass(SocketChannel.class, group))
                .resolver(names)
                .remoteAddress(InetSocketAddress.createUnresolved(url.getHost(), port))
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(terms.connectTimeout().toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .handler(new Pipeline(url, port, tls ? context() : null));
        return Epoll.isAvailable() ? withTimeouts(made) : made;
    }

    // A peer that vanished is noticed by the kernel, also on a connection where nothing happens.
    private Bootstrap withTimeouts(Bootstrap made) {
        return made.option(
                        EpollChannelOption.TCP_USER_TIMEOUT,
                        Math.toIntExact(terms.userTimeout().toMillis()))
                .option(EpollChannelOption.TCP_KEEPIDLE, Math.toIntExact(KEEPALIVE_IDLE.toSeconds()))
                .option(EpollChannelOption.TCP_KEEPINTVL, 2)
                .option(EpollChannelOption.TCP_KEEPCNT, 3);
    }

    private static SslContext context() {
        try {
            return SslContextBuilder.forClient()
                    .protocols("TLSv1.3", "TLSv1.2")
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("This JVM has no TLS", e);
        }
    }

    @Override
    public void close() {
        names.close();
        resources.dispose();
    }

    /** Puts together what a new connection reads and writes with. */
    private final class Pipeline extends ChannelInitializer<Channel> {

        private final String host;
        private final int port;
        private final boolean usualPort;
        private final @Nullable SslContext tls;

        Pipeline(URI url, int port, @Nullable SslContext tls) {
            this.host = url.getHost();
            this.port = port;
            this.usualPort = port == (tls == null ? 80 : 443);
            this.tls = tls;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (tls != null) {
                channel.pipeline().addLast(tls.newHandler(channel.alloc(), host, port));
            }
            channel.pipeline()
                    .addLast(new HttpClientCodec())
                    .addLast(new HttpExchange(
                            HttpConnections.this,
                            channel,
                            usualPort ? host : host + ":" + port,
                            Math.toIntExact(terms.maxAnswerSize().toBytes())));
        }
    }
}
