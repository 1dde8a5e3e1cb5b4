package gateway.platform.http;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes doors for counterparties who show certificates, with the limits of every other server. */
@Component
public final class CertificateDoors {

    private final ServerLimits limits;
    private final ReactorResourceFactory resources;
    private final HttpHandler handler;
    private final SslBundles bundles;

    CertificateDoors(ServerLimits limits, ReactorResourceFactory resources, HttpHandler handler, SslBundles bundles) {
        this.limits = limits;
        this.resources = resources;
        this.handler = handler;
        this.bundles = bundles;
    }

    /**
     * Opens with the application and closes with it.
     *
     * @param port 0 for any free one
     * @param bundle of Spring Boot, with our certificate
     * @param path ends with a slash; what does not lie below it is not found
     */
    public CertificateDoor door(int port, String bundle, String path, CertificateDoor.Guard guard) {
        var own = bundles.getBundle(bundle).getManagers();
        return new CertificateDoor(port, own, guard, limits, resources, below(path, handler));
    }

    private static HttpHandler below(String path, HttpHandler handler) {
        return (request, response) -> isBelow(path, request) ? handler.handle(request, response) : notThere(response);
    }

    private static boolean isBelow(String path, ServerHttpRequest request) {
        return MatchedPath.of(request).startsWith(path);
    }

    private static Mono<Void> notThere(ServerHttpResponse response) {
        response.setStatusCode(HttpStatus.NOT_FOUND);
        return response.setComplete();
    }
}
