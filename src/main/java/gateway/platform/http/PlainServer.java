package gateway.platform.http;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Http2;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/** Serves the same API without TLS (h2c and HTTP/1.1) on a second port, for a proxy on the same host or network. */
@Component
@ConditionalOnProperty("gateway.http.plain-port")
public final class PlainServer implements SmartLifecycle, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(PlainServer.class);

    private final NettyReactiveWebServerFactory factory;
    private final HttpHandler handler;
    private final AtomicReference<@Nullable WebServer> server = new AtomicReference<>();

    PlainServer(HttpSettings settings, ServerLimits limits, ReactorResourceFactory resources, HttpHandler handler) {
        int port = settings.plainPort() == null ? 0 : settings.plainPort();
        this.factory = new NettyReactiveWebServerFactory(port);
        this.handler = handler;
        factory.setResourceFactory(resources);
        factory.setShutdown(Shutdown.GRACEFUL);
        factory.addServerCustomizers(limits, PlainServer::allowUpgrade);
        var http2 = new Http2();
        http2.setEnabled(true);
        factory.setHttp2(http2);
    }

    /** h2c by upgrade carries its first request, with the body, in HTTP/1.1. */
    private static HttpServer allowUpgrade(HttpServer server) {
        return server.httpRequestDecoder(spec -> spec.h2cMaxContentLength(StrictJson.MAX_BODY));
    }

    /** Where it listens; -1 while it does not. */
    public int port() {
        var running = server.get();
        return running == null ? -1 : running.getPort();
    }

    @Override
    public void start() {
        var starting = factory.getWebServer(handler);
        starting.start();
        server.set(starting);
        log.info("Serving without TLS on port {}", starting.getPort());
    }

    @Override
    public void stop() {
        var running = server.getAndSet(null);
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public void stop(Runnable callback) {
        var running = server.get();
        if (running == null) {
            callback.run();
            return;
        }
        running.shutDownGracefully(result -> {
            stop();
            callback.run();
        });
    }

    /** Also when draining took too long. */
    @Override
    public void destroy() {
        stop();
    }

    @Override
    public boolean isRunning() {
        return server.get() != null;
    }

    /** With Boot's own server: what requests need stops after both. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
    }
}
