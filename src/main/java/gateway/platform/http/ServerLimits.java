package gateway.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
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
        var connections = new OpenConnections(settings.maxConnections(), meters);
        return server.maxConnections(settings.maxConnections())
                .doOnChannelInit((_, channel, _) -> watch(channel, connections))
                .idleTimeout(settings.idleTimeout())
                .requestTimeout(settings.requestTimeout())
                .childObserve(RefuseHalfRequests::watch)
                .childObserve(WatchConnection::hear)
                .http2Settings(spec -> spec.maxConcurrentStreams(settings.maxStreams())
                        .maxHeaderListSize(MAX_HEADER_BYTES)
                        .connectProtocolEnabled(false));
    }

    /** What TLS has decrypted, before anybody else sees it. */
    private void watch(Channel channel, OpenConnections connections) {
        var pipeline = channel.pipeline();
        var watch = new WatchConnection(connections, settings.requestTimeout().toNanos());
        var tls = pipeline.context(SslHandler.class);
        if (tls == null) {
            pipeline.addFirst(watch);
        } else {
            pipeline.addAfter(tls.name(), null, watch);
        }
    }
}
