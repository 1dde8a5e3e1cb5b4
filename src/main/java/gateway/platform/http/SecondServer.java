package gateway.platform.http;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.Http2;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;

/** One more server beside Boot's own: it begins, drains and ends as that one does. */
abstract class SecondServer implements SmartLifecycle, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(SecondServer.class);

    private final String called;
    private final NettyReactiveWebServerFactory factory;
    private final HttpHandler handler;
    private final AtomicReference<@Nullable WebServer> server = new AtomicReference<>();

    /** @param called what the log says of it, such as {@code without TLS} */
    SecondServer(
            String called,
            int port,
            ReactorResourceFactory resources,
            HttpHandler handler,
            NettyServerCustomizer... customizers) {
        this.called = called;
        this.factory = new NettyReactiveWebServerFactory(port);
        this.handler = handler;
        factory.setResourceFactory(resources);
        factory.setShutdown(Shutdown.GRACEFUL);
        factory.addServerCustomizers(customizers);
        var http2 = new Http2();
        http2.setEnabled(true);
        factory.setHttp2(http2);
    }

    /** Where it listens; -1 while it does not. */
    public final int port() {
        var running = server.get();
        return running == null ? -1 : running.getPort();
    }

    @Override
    public final void start() {
        var starting = factory.getWebServer(handler);
        starting.start();
        server.set(starting);
        log.info("Serving {} on port {}", called, starting.getPort());
    }

    @Override
    public final void stop() {
        var running = server.getAndSet(null);
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public final void stop(Runnable callback) {
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
    public final void destroy() {
        stop();
    }

    @Override
    public final boolean isRunning() {
        return server.get() != null;
    }

    /** With Boot's own server: what requests need stops after both. */
    @Override
    public final int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
    }
}
