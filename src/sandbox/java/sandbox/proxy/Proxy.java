package sandbox.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Listens on loopback and passes every connection on to one target. In fair weather it changes nothing; what else
 * happens is said by {@link #weather}, at any time, and holds from then on for open connections too.
 */
public final class Proxy implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Map<Mishap, LongAdder> met = new ConcurrentHashMap<>();
    private final AtomicLong connections = new AtomicLong();
    private final InetSocketAddress target;
    private final InetSocketAddress own;
    private volatile BadWeather weather = BadWeather.NONE;
    private volatile Channel door;

    private Proxy(InetSocketAddress target) {
        this.target = target;
        this.door = listen(0);
        this.own = (InetSocketAddress) door.localAddress();
    }

    /** Listens on any free port. */
    public static Proxy to(String host, int port) {
        return new Proxy(new InetSocketAddress(host, port));
    }

    public int port() {
        return own.getPort();
    }

    public void weather(BadWeather next) {
        weather = next;
    }

    /** No more mishaps. A connection that has become a black hole stays one until somebody closes it. */
    public void heal() {
        weather = BadWeather.NONE;
        open();
    }

    /** From now on a new connection is refused by the kernel; open ones stay. */
    public synchronized void shut() {
        door.close().syncUninterruptibly();
    }

    /** Listens again, on the same port. */
    public synchronized void open() {
        if (!door.isOpen()) {
            door = listen(own.getPort());
        }
    }

    /** Resets every open connection. */
    public void cut() {
        clients.forEach(Passage::reset);
    }

    /** How many connections are open. */
    public int connections() {
        return clients.size();
    }

    /** How often each mishap was met since the start. */
    public Map<Mishap, Long> met() {
        var counts = new EnumMap<Mishap, Long>(Mishap.class);
        met.forEach((mishap, count) -> counts.put(mishap, count.sum()));
        return counts;
    }

    @Override
    public void close() {
        shut();
        clients.close().awaitUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    BadWeather weather() {
        return weather;
    }

    void count(Mishap mishap) {
        met.computeIfAbsent(mishap, _ -> new LongAdder()).increment();
    }

    ChannelFuture connect(ChannelInitializer<SocketChannel> server) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .handler(server)
                .connect(target);
    }

    private Channel listen(int port) {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new Accept())
                .bind("127.0.0.1", port)
                .syncUninterruptibly()
                .channel();
    }

    /** Makes a passage of every new connection. */
    private final class Accept extends ChannelInitializer<SocketChannel> {

        @Override
        protected void initChannel(SocketChannel client) {
            clients.add(client);
            new Passage(Proxy.this, client, connections.incrementAndGet()).begin();
        }
    }
}
