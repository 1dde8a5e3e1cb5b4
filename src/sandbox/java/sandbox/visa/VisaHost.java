package sandbox.visa;

import gateway.platform.iso8583.FrameReader;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import sandbox.Counterparty;
import sandbox.books.Books;
import sandbox.faults.FaultPlan;

/**
 * The VISA network as one TCP server: sign-on, echo, account verification, purchases, credits, refunds and reversals.
 * It answers about money only after its book entry is durable.
 *
 * <p>Account verification answers 85 for a good card, but lets a card of codes 51 and 61 pass, so that it can be linked
 * and decline later. An expiry in the past is 54. Cards: {@link #help()}; amounts and plans:
 * {@link sandbox.faults.Fault}.
 */
public final class VisaHost implements Counterparty {

    private static final String HELP = """
        visa: ISO 8583 over TCP; any expiry that is not past
          4111111111111111  good, like every other 4... number that satisfies Luhn
          4000000000000NNL  answers the code NN (L is the Luhn digit):
          4000000000000002  00 approved
          4000000000000051  05 do not honour
          4000000000000101  10 approved in part (never honestly asked for)
          4000000000000143  14 no such card
          4000000000000416  41 lost
          4000000000000515  51 insufficient funds
          4000000000000549  54 expired
          4000000000000598  59 suspected fraud
          4000000000000614  61 amount limit
          4000000000000622  62 restricted
          4000000000000911  91 issuer not available
          4000000000000960  96 system malfunction
          4000000000000994  99 a code that nobody published
        """;

    private final MultiThreadIoEventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("visa-host", true), NioIoHandler.newFactory());
    private final ChannelGroup connections = new DefaultChannelGroup(loop.next());
    private final FaultPlan faults = new FaultPlan();
    private final AtomicInteger signOns = new AtomicInteger();
    private final AtomicInteger signOffs = new AtomicInteger();
    private final AtomicInteger echoes = new AtomicInteger();
    private final AtomicInteger polled = new AtomicInteger();
    private final Books books;
    private final Desk desk;
    private final Channel server;
    private volatile boolean mute;

    /** @param port zero for a free one */
    public VisaHost(int port, Path books) {
        this.books = new Books(books);
        this.desk = new Desk(this.books, faults);
        this.server = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Door())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .syncUninterruptibly()
                .channel();
    }

    @Override
    public String name() {
        return "visa";
    }

    @Override
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    @Override
    public Optional<Books> books() {
        return Optional.of(books);
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public FaultPlan faults() {
        return faults;
    }

    @Override
    public Map<String, Long> oddities() {
        return desk.repeats();
    }

    /** Whether it goes on reading but answers nothing, as a host behind a dead line does. */
    public void mute(boolean silent) {
        mute = silent;
    }

    /** Asks every gateway whether it is there; {@link #polled} counts the answers. */
    public void poll() {
        connections.stream()
                .map(channel -> channel.pipeline().get(HostSession.class))
                .forEach(HostSession::poll);
    }

    /** Resets every connection. */
    public void drop() {
        connections.forEach(HostSession::reset);
    }

    /** How often somebody signed on since it started. */
    public int signOns() {
        return signOns.get();
    }

    public int signOffs() {
        return signOffs.get();
    }

    public int echoes() {
        return echoes.get();
    }

    public int polled() {
        return polled.get();
    }

    public int connected() {
        return connections.size();
    }

    boolean isMute() {
        return mute;
    }

    void signedOn() {
        signOns.incrementAndGet();
    }

    void signedOff() {
        signOffs.incrementAndGet();
    }

    void echoed() {
        echoes.incrementAndGet();
    }

    void pollAnswered() {
        polled.incrementAndGet();
    }

    @Override
    public void close() {
        if (loop.isShuttingDown()) {
            return;
        }
        server.close().syncUninterruptibly();
        connections.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        books.close();
    }

    private final class Door extends ChannelInitializer<SocketChannel> {

        @Override
        protected void initChannel(SocketChannel channel) {
            connections.add(channel);
            channel.pipeline()
                    .addLast(new FlushConsolidationHandler(256, true))
                    .addLast(new FrameReader())
                    .addLast(new HostSession(VisaHost.this, desk));
        }
    }
}
