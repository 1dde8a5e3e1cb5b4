package gateway.platform.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.URI;
import javax.net.ssl.SSLException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

/**
 * How we call counterparties over HTTP/2: what their address says decides whether it is encrypted, and a bundle of
 * Spring Boot ({@code spring.ssl.bundle}) names our certificate and whom we trust. Their host name is checked, too.
 */
@Component
public final class OutgoingLinks {

    private static final String TLS = "https";

    private final SslBundles bundles;

    OutgoingLinks(SslBundles bundles) {
        this.bundles = bundles;
    }

    /**
     * The same, and tells when a connection ends because one side does not trust the other. Whoever is refused for his
     * certificate may hear no more than that the connection is gone: TLS 1.3 says it after the handshake.
     */
    public HttpClient to(URI url, String bundle, HttpClient client, Runnable distrusted) {
        return to(url, bundle, client)
                .doOnChannelInit((_, channel, _) -> channel.pipeline().addLast(new Watch(distrusted)));
    }

    /** @param bundle empty for https that shows no certificate and trusts whom the JDK trusts */
    public HttpClient to(URI url, String bundle, HttpClient client) {
        var based = client.baseUrl(url.toString().replaceAll("/$", ""));
        if (!TLS.equals(url.getScheme())) {
            if (!bundle.isEmpty()) {
                throw new IllegalArgumentException("A certificate is of no use for " + url);
            }
            return based.protocol(HttpProtocol.H2C);
        }
        var encrypted = based.protocol(HttpProtocol.H2);
        return bundle.isEmpty() ? encrypted.secure() : secure(encrypted, bundles.getBundle(bundle));
    }

    private static HttpClient secure(HttpClient client, SslBundle bundle) {
        var managers = bundle.getManagers();
        GenericSslContextSpec<?> context = Http2SslContextSpec.forClient()
                .configure(builder -> builder.keyManager(managers.getKeyManagerFactory())
                        .trustManager(managers.getTrustManagerFactory()));
        return client.secure(spec -> spec.sslContext(context));
    }

    /** Whether a call failed because one side does not trust the other. */
    public static boolean isDistrust(Throwable failure) {
        for (Throwable it = failure; it != null; it = it.getCause()) {
            if (it instanceof SSLException) {
                return true;
            }
        }
        return false;
    }

    /** Looks on. */
    private static final class Watch extends ChannelInboundHandlerAdapter {

        private final Runnable distrusted;

        Watch(Runnable distrusted) {
            this.distrusted = distrusted;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (isDistrust(cause)) {
                distrusted.run();
            }
            context.fireExceptionCaught(cause);
        }
    }
}
