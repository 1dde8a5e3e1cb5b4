package gateway.notifications.wire;

import gateway.platform.http.RetryAfter;
import io.netty.channel.ChannelOption;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** How carriers are called: few connections, each with a place for few who wait, so that a dead one costs little. */
@Component
public final class CarrierLinks implements DisposableBean {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);
    private static final int CONNECTIONS = 64;
    private static final int WAITING = 256;

    private final Clock clock;
    private final ConnectionProvider connections;

    public CarrierLinks(Clock clock) {
        this.clock = clock;
        this.connections = ConnectionProvider.builder("notifications")
                .maxConnections(CONNECTIONS)
                .pendingAcquireMaxCount(WAITING)
                .pendingAcquireTimeout(CONNECT)
                .maxIdleTime(LONGEST_IDLE)
                .build();
    }

    public WebClient to(URI url) {
        var http = HttpClient.create(connections)
                .followRedirect(false)
                .disableRetry(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(CONNECT.toMillis()));
        return WebClient.builder()
                .baseUrl(url.toString().replaceAll("/$", ""))
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(CarrierJson.LONGEST))
                .build();
    }

    /** Emits once, whatever the status. Errors when there is no answer, or one that is too long. */
    public Mono<Heard> ask(WebClient.RequestHeadersSpec<?> request) {
        return request.exchangeToMono(this::heard);
    }

    private Mono<Heard> heard(ClientResponse response) {
        var wanted = RetryAfter.read(response.headers().asHttpHeaders().getFirst("Retry-After"), clock.instant());
        return response.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(body -> new Heard(response.statusCode().value(), wanted, body));
    }

    /** In our words: theirs might quote the message, and the message may hold a code. */
    public static String why(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnknownHostException _ -> {
                    return "name not found";
                }
                case SSLException _ -> {
                    return "TLS failed";
                }
                case TimeoutException _, io.netty.handler.timeout.TimeoutException _ -> {
                    return "no answer in time";
                }
                case ConnectException _ -> {
                    return "no connection";
                }
                default -> {
                    // The next one may say more.
                }
            }
        }
        return "no usable answer";
    }

    @Override
    public void destroy() {
        connections.dispose();
    }
}
