package gateway.platform.http;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

/**
 * A server of its own for counterparties who show a certificate (mutual TLS). Whoever shows none, or one that the guard
 * refuses, is gone before the first byte of HTTP; and nothing is served but what lies below one path.
 */
public final class CertificateDoor extends SecondServer {

    CertificateDoor(
            int port,
            SslManagerBundle own,
            Guard guard,
            NettyServerCustomizer limits,
            ReactorResourceFactory resources,
            HttpHandler handler) {
        super("whoever shows a certificate", port, resources, handler, limits, server -> secured(server, own, guard));
    }

    /** Who may come in. Asked by threads that must not wait. */
    public interface Guard {

        /** Why nobody with this certificate is let in, as a word for a metric; empty for whoever is. */
        Optional<String> refusal(X509Certificate shown);

        /** @param why {@code none}, {@code broken} where no handshake came about, or the guard's own word */
        void refused(String why);
    }

    private static HttpServer secured(HttpServer server, SslManagerBundle own, Guard guard) {
        GenericSslContextSpec<?> context = Http2SslContextSpec.forServer(own.getKeyManagerFactory())
                .configure(builder -> builder.clientAuth(ClientAuth.REQUIRE).trustManager(new GuardedTrust(guard)));
        return server.protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
                .secure(spec -> spec.sslContext(context))
                .doOnChannelInit((_, channel, _) -> watch(channel, guard));
    }

    // Right behind TLS: further back handshakes that failed are not heard of.
    private static void watch(Channel channel, Guard guard) {
        var tls = channel.pipeline().context(SslHandler.class);
        channel.pipeline().addAfter(tls.name(), null, new WatchHandshake(guard));
    }
}
