package gateway.platform.redis;

import gateway.platform.resilience.SharedTrips;
import gateway.platform.resilience.SharedTrips.TooMany;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Tells whether something happens for the first time on any node. Questions share round trips, so the cost per question
 * falls as the load rises.
 */
public final class SeenOnce {

    private static final int LARGEST_BATCH = 256;
    private static final int LONGEST_QUEUE = 10_000;
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final Duration DEADLINE = Duration.ofMillis(250);
    private static final Duration REST_AFTER_SILENCE = Duration.ofSeconds(1);
    private static final RedisScript<String> REMEMBER = RedisScript.of("""
            local answers = {}
            for i, key in ipairs(KEYS) do
              answers[i] = redis.call('set', key, '', 'NX', 'PX', ARGV[1]) and '1' or '0'
            end
            return table.concat(answers)
            """, String.class);

    private final ReactiveStringRedisTemplate redis;
    private final String prefix;
    private final List<String> remember;
    private final InstantSource clock;
    private final SharedTrips<String, Boolean> trips;
    private volatile long awayUntilMillis;
    private volatile boolean connected;

    /**
     * @param prefix of the keys; with a hash tag such as <code>{proof}</code>, because one script touches many keys
     * @param remember how long a thing counts as seen
     */
    public SeenOnce(ReactiveStringRedisTemplate redis, String prefix, Duration remember, InstantSource clock) {
        this.redis = redis;
        this.prefix = prefix;
        this.remember = List.of(Long.toString(remember.toMillis()));
        this.clock = clock;
        this.trips = new SharedTrips<>(LONGEST_QUEUE, 1, LARGEST_BATCH, PAUSE, this::ask);
    }

    /** True once per id, false after that. Errors with {@link RedisAway}, at once while Redis is known to be away. */
    public Mono<Boolean> firstTime(String id) {
        return Mono.defer(() -> isResting()
                ? Mono.error(new RedisAway("silent a moment ago"))
                : trips.ask(prefix + id)
                        .onErrorMap(TooMany.class, _ -> new RedisAway("too many questions are waiting")));
    }

    // A rest longer than the longest one was begun before the clock was set back.
    private boolean isResting() {
        long rest = awayUntilMillis - clock.millis();
        return rest > 0 && rest <= REST_AFTER_SILENCE.toMillis();
    }

    private Mono<List<Boolean>> ask(List<String> keys) {
        if (isResting()) {
            return Mono.error(new RedisAway("silent a moment ago"));
        }
        var call = Mono.defer(() -> redis.execute(REMEMBER, keys, remember).next());
        // The first call makes the shared connection, which blocks.
        var placed = connected ? call : call.subscribeOn(Schedulers.boundedElastic());
        return placed.timeout(DEADLINE).map(this::answers).onErrorMap(this::silent);
    }

    private List<Boolean> answers(String answers) {
        connected = true;
        return answers.chars().mapToObj(answer -> answer == '1').toList();
    }

    private Throwable silent(Throwable fault) {
        awayUntilMillis = clock.millis() + REST_AFTER_SILENCE.toMillis();
        return new RedisAway(fault.toString());
    }
}
