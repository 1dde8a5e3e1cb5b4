package gateway.processors.visa;

import gateway.platform.iso8583.FrameReader;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one connection to the network: opens it, signs on, and starts again whenever it breaks. Event loop only. */
final class VisaLink {

    private static final Logger LOG = LoggerFactory.getLogger(VisaLink.class);

    /** What a link needs of its surroundings. */
    record Surroundings(
            EventLoop loop,
            Class<? extends SocketChannel> channelClass,
            Exchanges exchanges,
            Clock clock,
            RandomGenerator random) {}

    private final VisaSettings settings;
    private final Surroundings around;
    private boolean wanted;
    // Also read by a gauge, from its own thread.
    private volatile @Nullable VisaSession session;
    private boolean connecting;
    private long retryAt;
    private int failures;
    private int management;

    VisaLink(VisaSettings settings, Surroundings around) {
        this.settings = settings;
        this.around = around;
    }

    void start() {
        wanted = true;
        connect();
    }

    /** Null unless it is signed on. */
    @Nullable
    VisaSession ready() {
        var present = session;
        return present != null && present.isSignedOn() ? present : null;
    }

    void tick(long now) {
        var present = session;
        if (present != null) {
            present.tick(now);
        } else if (wanted && !connecting && retryAt - now <= 0) {
            connect();
        }
    }

    /** No further connection is made; true once the last one is closed. */
    boolean stop() {
        wanted = false;
        var present = session;
        if (present != null) {
            present.signOff(now());
        }
        return present == null && !connecting;
    }

    long now() {
        return around.loop.ticker().nanoTime();
    }

    /** Management messages have numbers of their own, so that a connection can sign on without the database. */
    VisaIdentity nextManagement() {
        management = management % TraceNumbers.CIRCLE + 1;
        return VisaIdentity.of(
                management, around.clock.instant(), settings.acceptor().terminal());
    }

    void signedOn() {
        failures = 0;
        LOG.info("Signed on to VISA at {}:{}", settings.host(), settings.port());
    }

    void closed() {
        session = null;
        retryLater();
    }

    private void connect() {
        connecting = true;
        var next = new VisaSession(this, around.exchanges, settings);
        var bootstrap = new Bootstrap()
                .group(around.loop)
                .channel(around.channelClass)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        millis(settings.link().connectTimeout()))
                .handler(new Pipeline(next));
        if (EpollSocketChannel.class.isAssignableFrom(around.channelClass)) {
            // Where the kernel offers it, a peer that vanished is noticed in seconds, not after a quarter of an hour.
            bootstrap.option(
                    EpollChannelOption.TCP_USER_TIMEOUT, millis(settings.link().userTimeout()));
        }
        session = next;
        bootstrap
                .connect(InetSocketAddress.createUnresolved(settings.host(), settings.port()))
                .addListener(done -> connected(done.isSuccess()));
    }

    private void connected(boolean success) {
        connecting = false;
        if (!success) {
            session = null;
            retryLater();
        }
    }

    private void retryLater() {
        if (failures == 0 && wanted) {
            LOG.warn("VISA at {}:{} is not connected", settings.host(), settings.port());
        }
        long most = settings.link().retryMost().toNanos();
        long doubled = settings.link().retryFirst().toNanos() << Math.min(failures, 16);
        long wait = Math.min(most, doubled);
        failures++;
        // Half of it by chance, so that all nodes do not come back at once.
        retryAt = now() + wait / 2 + around.random.nextLong(wait / 2 + 1);
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    /** What stands between the socket and the session. */
    private static final class Pipeline extends ChannelInitializer<SocketChannel> {

        private final VisaSession session;

        Pipeline(VisaSession session) {
            this.session = session;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline()
                    .addLast(new FlushConsolidationHandler(
                            FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true))
                    .addLast(new FrameReader())
                    .addLast(session);
        }
    }
}
