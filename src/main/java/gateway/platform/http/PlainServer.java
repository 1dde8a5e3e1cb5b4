package gateway.platform.http;

import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/** Serves the same API without TLS (h2c and HTTP/1.1) on a second port, for a proxy on the same host or network. */
@Component
public final class PlainServer extends SecondServer {

    private final boolean wanted;

    PlainServer(HttpSettings settings, ServerLimits limits, ReactorResourceFactory resources, HttpHandler handler) {
        int port = settings.plainPort() == null ? 0 : settings.plainPort();
        super("without TLS", port, resources, handler, limits, PlainServer::allowUpgrade);
        wanted = settings.plainPort() != null;
    }

    /** Only where a port is named. */
    @Override
    public boolean isAutoStartup() {
        return wanted;
    }

    /** h2c by upgrade carries its first request, with the body, in HTTP/1.1. */
    private static HttpServer allowUpgrade(HttpServer server) {
        return server.httpRequestDecoder(spec -> spec.h2cMaxContentLength(StrictJson.MAX_BODY));
    }
}
