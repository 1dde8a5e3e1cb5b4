package sandbox.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One connection through the proxy: a client, a server, and what flows between them. Its event loop's thread only. */
final class Passage {

    private final Proxy proxy;
    private final SocketChannel client;
    private final RandomGenerator random;
    private @Nullable SocketChannel server;
    private boolean deaf;
    private int ended;

    Passage(Proxy proxy, SocketChannel client, long number) {
        this.proxy = proxy;
        this.client = client;
        this.random = proxy.weather().randomOf(number);
    }

    /** Closes with RST instead of FIN, so that the other side's kernel drops what it had not read yet. */
    static void reset(Channel channel) {
        if (!channel.isOpen()) {
            return;
        }
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        var _ = channel.close();
    }

    void begin() {
        if (proxy.weather().refuses(random)) {
            proxy.count(Mishap.REFUSED);
            // Only once it is registered can it be closed.
            client.eventLoop().execute(() -> reset(client));
        } else {
            proxy.connect(new Begin()).addListener((ChannelFuture connected) -> connected(connected.isSuccess()));
        }
    }

    BadWeather weather() {
        return proxy.weather();
    }

    void count(Mishap mishap) {
        proxy.count(mishap);
    }

    /** Whether nothing is passed on any more. */
    boolean isDeaf() {
        return deaf;
    }

    void swallow() {
        deaf = true;
    }

    void reset() {
        deaf = true;
        Stream.of(client, server).forEach(channel -> {
            if (channel != null) {
                reset(channel);
            }
        });
    }

    /** One direction has come to its end. */
    void ended() {
        if (++ended == 2) {
            Stream.of(client, server).forEach(channel -> {
                if (channel != null) {
                    var _ = channel.close();
                }
            });
        }
    }

    private void connected(boolean success) {
        if (success && server != null && client.isActive()) {
            client.config().setAutoRead(true);
            server.config().setAutoRead(true);
        } else {
            reset();
        }
    }

    /** Joins both ends before the first byte. */
    private final class Begin extends ChannelInitializer<SocketChannel> {

        @Override
        protected void initChannel(SocketChannel fresh) {
            server = fresh;
            var there = new Flow(Passage.this, client, fresh, BadWeather::toServer, random);
            var back = new Flow(Passage.this, fresh, client, BadWeather::toClient, random);
            client.pipeline().addLast(there.reader(back));
            fresh.pipeline().addLast(back.reader(there));
        }
    }
}
