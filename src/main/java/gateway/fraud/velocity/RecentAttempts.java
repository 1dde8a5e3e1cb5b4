package gateway.fraud.velocity;

import gateway.fraud.Attempt;
import gateway.fraud.rules.FraudPack;
import gateway.platform.redis.RedisAway;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What rules want to know about the time before an attempt, and how they learn of one that was opened. */
@Component
public class RecentAttempts {

    private final Windows windows;
    private final RedisWindows redis;

    RecentAttempts(Windows windows, RedisWindows redis) {
        this.windows = windows;
        this.redis = redis;
    }

    /** What each velocity says, by its name. */
    public Mono<Map<String, Long>> before(Attempt attempt, FraudPack pack) {
        return pack.velocities().isEmpty() ? Mono.just(Map.of()) : windows.before(attempt, pack);
    }

    /** Where Redis does not hear of it now, it does by {@link FillRedis}. */
    public Mono<Void> opened(Attempt attempt, FraudPack pack) {
        return !pack.wantsCopy()
                ? Mono.empty()
                : redis.of(pack).add(Sighting.of(attempt)).then().onErrorComplete(RedisAway.class);
    }
}
