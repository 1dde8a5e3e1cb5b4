package gateway.webhooks.delivery;

import gateway.platform.http.RetryAfter;
import gateway.webhooks.WebhookDatabase;
import gateway.webhooks.delivery.Said.Answered;
import gateway.webhooks.delivery.Said.Silent;
import gateway.webhooks.reach.ConnectGuard;
import gateway.webhooks.reach.Reach;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.timeout.TimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Partners over HTTP/1.1 with TLS. No redirect is followed, no proxy used, and of an answer no more is read than its
 * beginning. {@link ConnectGuard} stands before every socket.
 */
@Component
class HttpPartner implements Partner, DisposableBean {

    private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);
    private static final Duration FOR_THE_BODY = Duration.ofSeconds(1);
    private static final byte[] NOTHING = new byte[0];
    private static final int LOWEST_STATUS = 100;
    private static final int HIGHEST_STATUS = 599;

    private final DeliverySettings settings;
    private final Clock clock;
    private final ConnectionProvider connections;
    private final HttpClient http;

    HttpPartner(DeliverySettings settings, Reach reach, WebhookDatabase own, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.connections = ConnectionProvider.builder("webhooks")
                // For each host, where any number of endpoints may be. What each of them has is bounded by its lane;
                // here none must wait for another.
                .maxConnections(settings.atOnce())
                .pendingAcquireMaxCount(settings.atOnce())
                .pendingAcquireTimeout(settings.connectTimeout())
                .maxIdleTime(LONGEST_IDLE)
                .evictInBackground(LONGEST_IDLE)
                .build();
        this.http = HttpClient.create(connections)
                .runOn(own.loops())
                .protocol(HttpProtocol.HTTP11)
                .followRedirect(false)
                .disableRetry(true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(settings.connectTimeout().toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .doOnChannelInit((_, channel, _) -> channel.pipeline().addFirst(new ConnectGuard(reach)))
                .headers(headers ->
                        headers.set("Content-Type", "application/json").set("User-Agent", "Oqim-Webhooks/1"));
    }

    @Override
    public Mono<Said> tell(Message message) {
        return Mono.defer(() -> exchange(message))
                .timeout(settings.timeout())
                .onErrorResume(failure -> Mono.just(new Silent(why(failure))));
    }

    private Mono<Said> exchange(Message message) {
        return http.headers(headers -> headers.set("webhook-id", message.id())
                        .set("webhook-timestamp", String.valueOf(message.at().getEpochSecond()))
                        .set("webhook-signature", message.signatures()))
                .post()
                .uri(message.url())
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(message.body())))
                .response(this::answered)
                .next();
    }

    // The status is the answer. Whoever sends its body drop by drop, without end or broken is not listened to.
    private Mono<Said> answered(HttpClientResponse response, ByteBufFlux body) {
        int status = response.status().code();
        if (status < LOWEST_STATUS || status > HIGHEST_STATUS) {
            return Mono.just(new Silent("no status of HTTP"));
        }
        var retryAfter = RetryAfter.read(response.responseHeaders().get("Retry-After"), clock.instant());
        return body.asByteArray()
                .take(FOR_THE_BODY)
                .scan(NOTHING, HttpPartner::joined)
                .takeUntil(beginning -> beginning.length >= AnswerText.LONGEST)
                .last(NOTHING)
                .onErrorReturn(NOTHING)
                .map(beginning -> new Answered(status, retryAfter, AnswerText.of(beginning)));
    }

    private static byte[] joined(byte[] before, byte[] next) {
        int more = Math.min(next.length, AnswerText.LONGEST - before.length);
        var both = Arrays.copyOf(before, before.length + more);
        System.arraycopy(next, 0, both, before.length, more);
        return both;
    }

    /** For the log, in our words: theirs might quote an address that is nobody's business. */
    private static String why(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ConnectGuard.NotReachable _ -> {
                    return "address not allowed";
                }
                case java.net.UnknownHostException _ -> {
                    return "name not found";
                }
                case SSLException _ -> {
                    return "TLS failed";
                }
                case TimeoutException _, java.util.concurrent.TimeoutException _ -> {
                    return "no answer in time";
                }
                case java.net.ConnectException _ -> {
                    return "no connection";
                }
                default -> {
                    // The next one may say more.
                }
            }
        }
        return "connection lost";
    }

    @Override
    public void destroy() {
        connections.dispose();
    }
}
