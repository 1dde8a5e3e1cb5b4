package gateway.fraud.velocity;

import gateway.fraud.rules.FraudPack;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;

/** The fast copies in Redis of what was seen: one for each pack that looks at something else, and few are ever used. */
@Component
class RedisWindows {

    // PostgreSQL answers where Redis is slow, so waiting for Redis is never worth long; but a node that is late itself
    // must not take Redis for slow, and make itself still later.
    private static final Duration DEADLINE = Duration.ofMillis(250);

    private final ReactiveStringRedisTemplate redis;
    private final Duration deadline;
    private final Clock clock;
    private final Map<Kept, KeptSets> known = new ConcurrentHashMap<>();
    private volatile @Nullable Latest latest;

    @Autowired
    RedisWindows(ReactiveStringRedisTemplate redis, Clock clock) {
        this(redis, DEADLINE, clock);
    }

    RedisWindows(ReactiveStringRedisTemplate redis, Duration deadline, Clock clock) {
        this.redis = redis;
        this.deadline = deadline;
        this.clock = clock;
    }

    /** The pack that was asked for last: nearly always the one that is asked for next. */
    private record Latest(FraudPack pack, KeptSets sets) {}

    // Another pack that says the same is found as well, only later.
    @SuppressWarnings("ReferenceEquality")
    KeptSets of(FraudPack pack) {
        var last = latest;
        return last != null && last.pack() == pack ? last.sets() : look(pack);
    }

    private KeptSets look(FraudPack pack) {
        var sets = known.computeIfAbsent(Kept.of(pack), kept -> new KeptSets(redis, kept, deadline, clock));
        latest = new Latest(pack, sets);
        return sets;
    }
}
