package gateway.fraud.state;

import gateway.fraud.Attempt;
import gateway.platform.crypto.MessageSeal;
import gateway.platform.http.OutgoingLinks;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * The link over HTTP/2 with signed JSON. A limited number of checks is on its way, a breaker spares payments the wait
 * while nobody answers, and after the deadline an answer is silence.
 */
@Component
class HttpStateAntifraud implements StateAntifraud, DisposableBean {

    private static final String CHECKS = "/v1/checks";
    private static final String INCIDENTS = "/v1/incidents";
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int LONGEST_ANSWER = 16 * 1024;
    private static final int MOST_CONNECTIONS = 4;
    private static final int MOST_WAITING = 1_000;
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration MAX_IDLE = Duration.ofSeconds(30);

    private final StateSettings settings;
    private final MessageSeal seal;
    private final ConnectionProvider connections;
    private final HttpClient.RequestSender checks;
    private final HttpClient.RequestSender incidents;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final MeterRegistry registry;
    private final Timer timer;

    HttpStateAntifraud(
            StateSettings settings, MessageSeal seal, OutgoingLinks links, Clock clock, MeterRegistry registry) {
        this.settings = settings;
        this.seal = seal;
        this.registry = registry;
        this.timer = Timer.builder("oqim.fraud.state.check")
                .description("How long the state antifraud took to answer a check, or we to give up")
                .register(registry);
        this.connections = ConnectionProvider.builder("state-antifraud")
                .maxConnections(MOST_CONNECTIONS)
                .pendingAcquireMaxCount(MOST_WAITING)
                .pendingAcquireTimeout(settings.deadline())
                .maxIdleTime(MAX_IDLE)
                .build();
        List.of(Distrust.values()).forEach(why -> count(why, 0));
        var http = http(settings, links, connections, () -> count(Distrust.CERTIFICATE, 1));
        this.checks = http.post().uri(CHECKS);
        this.incidents = http.post().uri(INCIDENTS);
        this.breaker = CircuitBreaker.of(
                "state-antifraud",
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                settings.window(),
                                Math.min(10, settings.window()),
                                CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(settings.failurePercent())
                        .waitDurationInOpenState(settings.openTime())
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .maxWaitDurationInHalfOpenState(settings.openTime())
                        .clock(clock)
                        .build());
        // There from the start, so that nobody wonders whether it is counted.
        silences("breaker open");
        this.bulkhead = Bulkhead.of(
                "state-antifraud",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(settings.atOnce())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
    }

    private static HttpClient http(
            StateSettings settings, OutgoingLinks links, ConnectionProvider connections, Runnable distrusted) {
        var client = HttpClient.create(connections)
                .disableRetry(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(CONNECT.toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .headers(headers -> headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json"));
        return settings.url() == null ? client : links.to(settings.url(), settings.sslBundle(), client, distrusted);
    }

    @Override
    public boolean isThere() {
        return settings.url() != null;
    }

    @Override
    public Mono<Answer> check(Attempt attempt) {
        return Mono.defer(() -> {
            if (!breaker.tryAcquirePermission()) {
                return silent("breaker open");
            }
            if (!bulkhead.tryAcquirePermission()) {
                breaker.releasePermission();
                return silent("too many at once");
            }
            return new Asking(attempt).ask();
        });
    }

    private Counter silences(String why) {
        return registry.counter("oqim.fraud.state.silent", "why", why);
    }

    private Mono<Answer> silent(String why) {
        silences(why).increment();
        return Mono.just(new Answer.Silent(why));
    }

    @Override
    public Mono<String> report(Report report) {
        return post(incidents, INCIDENTS, CheckMessage.write(report, settings.participant()))
                .map(body -> CheckMessage.readAcknowledgement(body, report.id().toString())
                        .orElseThrow(() -> new IllegalStateException("Not an acknowledgement")))
                .timeout(settings.reportDeadline());
    }

    // The signature is set on the request, not on the client: a client with other headers is a client made anew.
    private Mono<byte[]> post(HttpClient.RequestSender to, String path, byte[] body) {
        return Mono.defer(() -> post(to, body, seal.sign("POST", path, body)));
    }

    private Mono<byte[]> post(HttpClient.RequestSender to, byte[] body, String sealed) {
        return to.send((request, out) -> {
                    request.header(MessageSeal.HEADER, sealed);
                    return out.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)));
                })
                .response((head, content) -> receive(head, content, sealed))
                .singleOrEmpty()
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("no answer")));
    }

    private Mono<byte[]> receive(HttpClientResponse head, ByteBufFlux content, String asked) {
        int status = head.status().code();
        if (status == UNAUTHORIZED) {
            return distrust(Distrust.REFUSED);
        }
        return status == OK
                ? content.collect(HttpStateAntifraud::empty, HttpStateAntifraud::add)
                        .flatMap(body -> proven(body.toByteArray(), head, asked))
                : Mono.error(new IllegalStateException("HTTP status " + status));
    }

    // Whoever answers in their place could let everything pass: without their seal for this question it is no answer.
    private Mono<byte[]> proven(byte[] body, HttpClientResponse head, String asked) {
        var theirs = head.responseHeaders().get(MessageSeal.HEADER);
        return seal.isRight(theirs, MessageSeal.ANSWER, asked, body) ? Mono.just(body) : distrust(Distrust.SEAL);
    }

    private <T> Mono<T> distrust(Distrust why) {
        count(why, 1);
        return Mono.error(new Distrusted(why));
    }

    private void count(Distrust why, int times) {
        registry.counter("oqim.fraud.state.distrusted", "why", why.word).increment(times);
    }

    private static java.io.ByteArrayOutputStream empty() {
        return new java.io.ByteArrayOutputStream();
    }

    private static void add(java.io.ByteArrayOutputStream to, ByteBuf part) {
        if (to.size() + part.readableBytes() > LONGEST_ANSWER) {
            throw new IllegalStateException("The answer is too long");
        }
        var bytes = new byte[part.readableBytes()];
        part.readBytes(bytes);
        to.writeBytes(bytes);
    }

    @Override
    public void destroy() {
        connections.dispose();
    }

    private long nanos() {
        return registry.config().clock().monotonicTime();
    }

    /** One check on its way, with the breaker's permission and the bulkhead's place. */
    private final class Asking {

        private final Attempt attempt;
        private final long started = nanos();
        private boolean judged;

        Asking(Attempt attempt) {
            this.attempt = attempt;
        }

        Mono<Answer> ask() {
            return post(checks, CHECKS, CheckMessage.write(attempt, settings.participant()))
                    .map(body -> CheckMessage.read(body, attempt.payment().toString()))
                    .timeout(settings.deadline(), Schedulers.parallel())
                    // Messages of exceptions may quote what was received: only their kind is told.
                    .onErrorResume(fault ->
                            Mono.just(new Answer.Silent(fault.getClass().getSimpleName())))
                    .doOnNext(this::judge)
                    .doFinally(_ -> leave());
        }

        private void judge(Answer answer) {
            long nanos = nanos() - started;
            judged = true;
            if (answer instanceof Answer.Silent(var why)) {
                silences(why).increment();
                breaker.onError(nanos, TimeUnit.NANOSECONDS, new Silence());
            } else {
                breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            }
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }

        private void leave() {
            bulkhead.releasePermission();
            if (!judged) {
                breaker.releasePermission();
            }
        }
    }

    /** Why the link cannot be trusted. */
    private enum Distrust {
        /** One side does not know the other's certificate. */
        CERTIFICATE("certificate"),
        /** What came back is not sealed by them. */
        SEAL("seal"),
        /** They do not believe our seal. */
        REFUSED("refused");

        private final String word;

        Distrust(String word) {
            this.word = word;
        }
    }

    /** What came back proves nothing. */
    private static final class Distrusted extends RuntimeException {

        Distrusted(Distrust why) {
            super(why.word, null, false, false);
        }
    }

    /** The breaker wants a throwable for what is a value here; without a stack it costs nothing. */
    private static final class Silence extends Exception {

        Silence() {
            super("no usable answer", null, false, false);
        }
    }
}
