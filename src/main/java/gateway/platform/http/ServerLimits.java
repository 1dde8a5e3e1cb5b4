package gateway.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/** Bounds what one client can hold of a server: connections, streams, headers, and time to say all of what it wants. */
@Component
final class ServerLimits implements NettyServerCustomizer {

    private static final long MAX_HEADER_BYTES = 16 * 1024;

    private final HttpSettings settings;
    private final MeterRegistry meters;

    ServerLimits(HttpSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.maxConnections(settings.maxConnections())
                .idleTimeout(settings.idleTimeout())
                .requestTimeout(settings.requestTimeout())
                .childObserve(RefuseHalfRequests::watch)
                .childObserve(WatchConnection::hear)
                .http2Settings(spec -> spec.maxConcurrentStreams(settings.maxStreams())
                        .maxHeaderListSize(MAX_HEADER_BYTES)
                        .connectProtocolEnabled(false));
    }

    /** Of a server without TLS only: under TLS the watch does not yet see what was decrypted. */
    HttpServer watched(HttpServer server) {
        var connections = new OpenConnections(settings.maxConnections(), meters);
        return server.doOnChannelInit((_, channel, _) -> watch(channel, connections));
    }

    private void watch(Channel channel, OpenConnections connections) {
        connections.opened();
        channel.closeFuture().addListener(_ -> connections.closed());
        channel.pipeline()
                .addFirst(new WatchConnection(connections, settings.requestTimeout().toNanos()));
    }
}
