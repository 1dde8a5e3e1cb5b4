package gateway.fraud.velocity;

import gateway.fraud.Attempt;
import gateway.fraud.rules.FraudPack;
import gateway.platform.redis.RedisAway;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks Redis, and PostgreSQL where Redis is away, has lost its data, has fallen behind, or is told of nothing. */
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
    public Mono<Map<String, Long>> before(Attempt attempt, FraudPack pack) {
        return pack.wantsCopy() ? fromCopy(attempt, pack) : postgres.before(attempt, pack);
    }

    private Mono<Map<String, Long>> fromCopy(Attempt attempt, FraudPack pack) {
        return redis.of(pack)
                .before(attempt, pack)
                .onErrorResume(RedisAway.class, _ -> Mono.empty())
                .switchIfEmpty(Mono.defer(() -> fromTruth(attempt, pack)));
    }

    private Mono<Map<String, Long>> fromTruth(Attempt attempt, FraudPack pack) {
        asked.increment();
        return postgres.before(attempt, pack);
    }
}
