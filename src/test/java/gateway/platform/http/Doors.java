package gateway.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;

/** Doors for tests that start no application. */
public final class Doors {

    private Doors() {}

    public static CertificateDoors to(
            HttpHandler handler,
            Map<String, SslBundle> bundles,
            ReactorResourceFactory resources,
            MeterRegistry meters) {
        var registry = new DefaultSslBundleRegistry();
        bundles.forEach(registry::registerBundle);
        var settings = new HttpSettings(
                null,
                1_000,
                256,
                512,
                Duration.ofMillis(50),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                Duration.ZERO);
        return new CertificateDoors(Limits.of(settings, meters), resources, handler, registry);
    }
}
