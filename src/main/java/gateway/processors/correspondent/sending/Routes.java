package gateway.processors.correspondent.sending;

import gateway.platform.http.OutgoingLinks;
import gateway.processors.correspondent.links.CorrespondentSettings;
import gateway.processors.correspondent.links.Folder;
import gateway.processors.correspondent.links.Link;
import gateway.processors.correspondent.links.Links;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The ways to all correspondents; one that is blocked blocks no other. */
@Component
class Routes implements DisposableBean {

    private static final int WINDOW = 10;
    private static final int MINIMUM = 5;
    private static final Duration OPEN = Duration.ofSeconds(10);

    private final List<Route> routes;

    Routes(Links links, CorrespondentSettings settings, OutgoingLinks outgoing, Clock clock) {
        this.routes = links.all().stream()
                .map(link -> new Route(link, transport(link, settings, outgoing, clock), breaker(link, clock)))
                .toList();
    }

    List<Route> all() {
        return routes;
    }

    private static Transport transport(Link link, CorrespondentSettings settings, OutgoingLinks links, Clock clock) {
        var url = link.settings().url();
        return url == null
                ? new FolderTransport(new Folder(folder(link).resolve("out")), settings.timeout())
                : new HttpTransport(link, url, settings, links, clock);
    }

    private static Path folder(Link link) {
        return Objects.requireNonNull(link.settings().folder(), "without a URL there is a folder");
    }

    private static CircuitBreaker breaker(Link link, Clock clock) {
        return CircuitBreaker.of(
                "correspondent-" + link.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindow(WINDOW, MINIMUM, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .waitDurationInOpenState(OPEN)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock)
                        .build());
    }

    @Override
    public void destroy() {
        for (var route : routes) {
            if (route.transport() instanceof HttpTransport http) {
                http.close();
            }
        }
    }
}
