package gateway.fraud.velocity;

import gateway.fraud.rules.Per;
import gateway.fraud.rules.Seen;
import gateway.platform.redis.RedisAway;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks Redis, and PostgreSQL where Redis is away, has lost its data or has fallen behind. */
@Component
@Primary
class RedisFirst implements Windows {

    private final RedisWindows redis;
    private final PostgresWindows postgres;
    private final Counter asked;

    RedisFirst(RedisWindows redis, PostgresWindows postgres, MeterRegistry registry) {
        this.redis = redis;
        this.postgres = postgres;
        this.asked = Counter.builder("oqim.fraud.windows.postgres")
                .description(
                        "How often PostgreSQL was asked what was seen of late, because Redis could not be believed")
                .register(registry);
    }

    @Override
    public Mono<Map<Per, List<Seen>>> of(Map<Per, UUID> subjects, Instant since) {
        return subjects.isEmpty()
                ? Mono.just(Map.of())
                : redis.of(subjects, since)
                        .onErrorResume(RedisAway.class, _ -> Mono.empty())
                        .switchIfEmpty(Mono.defer(() -> fromTruth(subjects, since)));
    }

    private Mono<Map<Per, List<Seen>>> fromTruth(Map<Per, UUID> subjects, Instant since) {
        asked.increment();
        return postgres.of(subjects, since);
    }
}
