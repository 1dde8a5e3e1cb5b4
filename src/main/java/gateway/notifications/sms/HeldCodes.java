package gateway.notifications.sms;

import gateway.notifications.messages.Became;
import gateway.notifications.messages.UndeliveredCodes;
import gateway.notifications.sms.SmsAnswer.Taken;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One-time codes that a provider has taken, in the memory of the node that told them and nowhere else, for as long as
 * they live. What the provider then says it cannot deliver, to whichever node, is told once more, through another one.
 */
@Component
class HeldCodes {

    private static final Logger LOG = LoggerFactory.getLogger(HeldCodes.class);

    /** More than that many codes on their way are not all held. */
    private static final int MOST = 10_000;

    private static final int AT_ONCE = 16;

    /** Longer than between two looks, also when some of them fail. */
    private static final Duration LOOK_BACK = Duration.ofSeconds(30);

    private final SmsLines lines;
    private final SmsSettings settings;
    private final UndeliveredCodes codes;
    private final Clock clock;
    private final Counter again;
    private final Map<UUID, Held> held = new ConcurrentHashMap<>();

    HeldCodes(SmsLines lines, SmsSettings settings, UndeliveredCodes codes, Clock clock, MeterRegistry registry) {
        this.lines = lines;
        this.settings = settings;
        this.codes = codes;
        this.clock = clock;
        this.again = Counter.builder("oqim_notifications_codes_again")
                .description("One-time codes that a provider did not deliver, told through another one")
                .register(registry);
    }

    private record Held(Sms sms, String provider, Instant expiresAt) {}

    /** Does nothing where nobody would say that it did not arrive, or nobody else could tell it. */
    void hold(Sms sms, String provider, Instant expiresAt) {
        if (lines.askable(provider) && lines.isThereBeside(provider) && held.size() < MOST) {
            held.put(sms.id(), new Held(sms, provider, expiresAt));
        }
    }

    int size() {
        return held.size();
    }

    /** Looks once for those that will not arrive, and forgets those whose time is over. */
    Mono<Void> run() {
        return Mono.defer(() -> {
            var now = clock.instant();
            held.values().removeIf(it -> !now.isBefore(it.expiresAt()));
            return held.isEmpty() ? Mono.empty() : tellAgain(now);
        });
    }

    private Mono<Void> tellAgain(Instant now) {
        return codes.undelivered(now.minus(LOOK_BACK))
                .mapNotNull(held::remove)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .flatMap(this::tellAgain, AT_ONCE)
                .then();
    }

    private Mono<Void> tellAgain(Held it) {
        var left = Duration.between(clock.instant(), it.expiresAt());
        if (left.compareTo(settings.nextAfter()) < 0) {
            return Mono.empty();
        }
        return lines.sendBeside(it.provider(), it.sms())
                .ofType(Taken.class)
                .timeout(left, Mono.empty())
                .flatMap(taken -> note(it, taken))
                .onErrorResume(fault -> unnoted(it, fault));
    }

    private Mono<Void> note(Held it, Taken taken) {
        again.increment();
        return codes.takenAgain(it.sms().id(), new Became.Taken(taken.provider(), taken.id(), null), clock.instant());
    }

    private static Mono<Void> unnoted(Held it, Throwable fault) {
        LOG.warn(
                "{} is told again and not on record: {}",
                it.sms(),
                fault.getClass().getSimpleName());
        return Mono.empty();
    }
}
