package gateway.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslHandler;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/** Bounds what one client can hold of a server: connections, streams, headers, and time to say all of what it wants. */
@Component
final class ServerLimits implements NettyServerCustomizer {

    private static final long MAX_HEADER_BYTES = 16 * 1024;

    private final HttpSettings settings;
    private final MeterRegistry meters;
    private final Farewell farewell;
    private final Places places;
    private final SendAway sendAway;

    ServerLimits(HttpSettings settings, MeterRegistry meters, Farewell farewell, Places places, SendAway sendAway) {
        this.settings = settings;
        this.meters = meters;
        this.farewell = farewell;
        this.places = places;
        this.sendAway = sendAway;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        var connections = new OpenConnections(settings.maxConnections(), meters);
        return server.maxConnections(settings.maxConnections())
                .doOnChannelInit((_, channel, _) -> watch(channel, connections))
                .idleTimeout(settings.idleTimeout())
                .requestTimeout(settings.requestTimeout())
                .childObserve(RefuseHalfRequests.watch(sendAway, settings.requestTimeout()))
                .childObserve(WatchConnection::hear)
                .childObserve(places::hear)
                .http2Settings(spec -> spec.maxConcurrentStreams(settings.maxStreams())
                        .maxHeaderListSize(MAX_HEADER_BYTES)
                        .connectProtocolEnabled(false));
    }

    // Behind TLS, to read what was decrypted. At first a handler stands in its place that waits for the server's name.
    private void watch(Channel channel, OpenConnections connections) {
        connections.opened();
        farewell.remember(channel);
        channel.closeFuture().addListener(_ -> connections.closed());
        var pipeline = channel.pipeline();
        var watch = new WatchConnection(connections, settings.requestTimeout().toNanos());
        var tls = Stream.of(AbstractSniHandler.class, SslHandler.class)
                .map(pipeline::context)
                .filter(Objects::nonNull)
                .findFirst();
        tls.ifPresentOrElse(it -> pipeline.addAfter(it.name(), null, watch), () -> pipeline.addFirst(watch));
    }
}
