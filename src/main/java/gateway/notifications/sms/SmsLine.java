package gateway.notifications.sms;

import gateway.notifications.wire.CarrierLinks;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** One provider with a watch on its health: who fails too often is left alone, and nobody waits for it. */
final class SmsLine {

    private static final Logger LOG = LoggerFactory.getLogger(SmsLine.class);
    private static final int FEWEST = 5;

    private final SmsProvider provider;
    private final Duration deadline;
    private final CircuitBreaker breaker;
    private final Bulkhead places;
    private final MeterRegistry registry;

    SmsLine(SmsProvider provider, SmsSettings settings, Clock clock, MeterRegistry registry) {
        this.provider = provider;
        this.deadline = settings.deadline();
        this.registry = registry;
        this.breaker = CircuitBreaker.of(
                provider.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                settings.window(),
                                Math.min(FEWEST, settings.window()),
                                CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(settings.failurePercent())
                        .waitDurationInOpenState(settings.openTime())
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .maxWaitDurationInHalfOpenState(settings.openTime())
                        .clock(clock)
                        .build());
        this.places = Bulkhead.of(
                provider.name(),
                BulkheadConfig.custom()
                        .maxConcurrentCalls(settings.atOnce())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        // There from the start, so that nobody wonders whether they are counted.
        timer("taken");
        timer("refused");
        timer("failed");
    }

    String name() {
        return provider.name();
    }

    boolean isWell() {
        return breaker.getState() == State.CLOSED;
    }

    /**
     * Emits once, never errors. The provider is asked once, and what it says counts, also when nobody listens any more.
     */
    Mono<SmsAnswer> send(Sms sms) {
        return Mono.defer(() -> {
            if (!breaker.tryAcquirePermission()) {
                return Mono.just(failed("left alone for a while"));
            }
            if (!places.tryAcquirePermission()) {
                breaker.releasePermission();
                return Mono.just(failed("too many at once"));
            }
            return ask(sms);
        });
    }

    private Mono<SmsAnswer> ask(Sms sms) {
        long began = breaker.getCurrentTimestamp();
        return provider.send(sms)
                .timeout(deadline)
                .onErrorResume(fault -> Mono.just(failed(CarrierLinks.why(fault))))
                .map(answer -> counted(sms, answer, breaker.getCurrentTimestamp() - began))
                .doFinally(this::released);
    }

    private SmsAnswer counted(Sms sms, SmsAnswer answer, long nanos) {
        switch (answer) {
            case SmsAnswer.Taken _ -> {
                timer("taken").record(nanos, TimeUnit.NANOSECONDS);
                breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            }
            case SmsAnswer.Refused refused -> {
                timer("refused").record(nanos, TimeUnit.NANOSECONDS);
                breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
                LOG.info("{} refused SMS {}: {}", provider.name(), sms.id(), refused.why());
            }
            case SmsAnswer.Failed failed -> {
                timer("failed").record(nanos, TimeUnit.NANOSECONDS);
                breaker.onError(nanos, TimeUnit.NANOSECONDS, new IllegalStateException(failed.why()));
                LOG.warn("No SMS {} through {}: {}", sms.id(), provider.name(), failed.why());
            }
        }
        return answer;
    }

    private void released(SignalType end) {
        places.onComplete();
        if (end == SignalType.CANCEL) {
            breaker.releasePermission();
        }
    }

    private SmsAnswer failed(String why) {
        return new SmsAnswer.Failed(provider.name(), why);
    }

    private Timer timer(String answer) {
        return Timer.builder("oqim_notifications_sms")
                .description("SMS handed to a provider, by what it said")
                .tags("provider", provider.name(), "answer", answer)
                .register(registry);
    }
}
