package gateway.issuing.network;

import gateway.platform.iso8583.Frame;
import gateway.platform.iso8583.FrameReader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.NettyInbound;
import reactor.netty.NettyOutbound;
import reactor.netty.tcp.TcpServer;

/** Where the network reaches us about our cards: ISO 8583 over TCP. Bounded in connections, and in messages of each. */
@Component
public final class NetworkServer implements SmartLifecycle {

    private final NetworkSettings settings;
    private final AnswerFrame answers;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicReference<@Nullable DisposableServer> server = new AtomicReference<>();

    NetworkServer(NetworkSettings settings, AnswerFrame answers) {
        this.settings = settings;
        this.answers = answers;
    }

    /** Where it listens; -1 while it does not. */
    public int port() {
        var running = server.get();
        return running == null ? -1 : running.port();
    }

    /** Only where a port is named. */
    @Override
    public boolean isAutoStartup() {
        return settings.port() != null;
    }

    @Override
    public void start() {
        int port = settings.port() == null ? 0 : settings.port();
        server.set(TcpServer.create()
                .host(settings.host())
                .port(port)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .doOnConnection(this::admit)
                .handle(this::serve)
                .bindNow());
    }

    private void admit(Connection connection) {
        connection.onDispose(open::decrementAndGet);
        if (open.incrementAndGet() > settings.connections()) {
            connection.dispose();
            return;
        }
        connection
                .addHandlerLast(new ReadTimeoutHandler(settings.idle().toSeconds(), TimeUnit.SECONDS))
                .addHandlerLast(new FrameReader());
    }

    // While so many are worked on nothing more is read, and TCP tells the network.
    private Publisher<Void> serve(NettyInbound in, NettyOutbound out) {
        var replies = in.receiveObject().ofType(Frame.class).flatMap(answers::to, settings.inFlight(), 1);
        return out.sendObject(replies.cast(ByteBuf.class), _ -> true).then();
    }

    @Override
    public void stop() {
        var running = server.getAndSet(null);
        if (running != null) {
            running.disposeNow();
        }
    }

    @Override
    public boolean isRunning() {
        return server.get() != null;
    }

    /** After the journal is up, and down before it. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 4096;
    }
}
