package gateway.platform.http;

import java.util.Map;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;

/** Links to counterparties for tests that start no application. */
public final class Links {

    private Links() {}

    public static OutgoingLinks with(Map<String, SslBundle> bundles) {
        var registry = new DefaultSslBundleRegistry();
        bundles.forEach(registry::registerBundle);
        return new OutgoingLinks(registry);
    }
}
