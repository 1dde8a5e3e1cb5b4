package gateway.platform.http;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/** Bounds what one client can hold of a server: connections, streams, headers, and time to say all of what it wants. */
@Component
final class ServerLimits implements NettyServerCustomizer {

    private static final long MAX_HEADER_BYTES = 16 * 1024;

    private final HttpSettings settings;

    ServerLimits(HttpSettings settings) {
        this.settings = settings;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.maxConnections(settings.maxConnections())
                .idleTimeout(settings.idleTimeout())
                .requestTimeout(settings.requestTimeout())
                .childObserve(RefuseHalfRequests::watch)
                .http2Settings(spec -> spec.maxConcurrentStreams(settings.maxStreams())
                        .maxHeaderListSize(MAX_HEADER_BYTES)
                        .connectProtocolEnabled(false));
    }
}
