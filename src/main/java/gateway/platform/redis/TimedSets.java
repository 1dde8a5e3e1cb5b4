package gateway.platform.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What happened to many subjects of late: for each a sorted set by time, of limited size and age. A mark says as of
 * when they are complete; it goes away with the data, because it stands beside them and everything expires. Every call
 * is one round trip, within a deadline, and errors with {@link RedisAway}: at once while Redis is known to be away.
 */
public final class TimedSets {

    private static final Duration REST_AFTER_SILENCE = Duration.ofSeconds(1);

    private static final RedisScript<String> READ = RedisScript.of("""
            local answer = { redis.call('get', KEYS[1]) or '' }
            for i = 2, #KEYS do
              answer[i] = table.concat(
                redis.call('zrevrangebyscore', KEYS[i], '+inf', '(' .. ARGV[1], 'limit', 0, tonumber(ARGV[2])), ' ')
            end
            return table.concat(answer, '\\n')
            """, String.class);

    // While a mark is there, or while its own filling goes on, a set may be added to; else nobody would know what is
    // missing from it.
    private static final RedisScript<Long> ADD = RedisScript.of("""
            if ARGV[5] ~= '' and redis.call('get', KEYS[2]) ~= ARGV[5] then return 0 end
            if ARGV[5] == '' and redis.call('exists', KEYS[1]) == 0 then return 0 end
            for i = 3, #KEYS do
              local at = 6 + (i - 3) * 2
              redis.call('zadd', KEYS[i], ARGV[at], ARGV[at + 1])
              redis.call('zremrangebyscore', KEYS[i], '-inf', ARGV[1])
              redis.call('zremrangebyrank', KEYS[i], 0, -1 - tonumber(ARGV[2]))
              redis.call('pexpire', KEYS[i], ARGV[3])
            end
            return 1
            """, Long.class);

    private static final RedisScript<Long> MARK = RedisScript.of("""
            if ARGV[3] ~= '' and redis.call('get', KEYS[2]) ~= ARGV[3] then return 0 end
            if ARGV[3] == '' and redis.call('exists', KEYS[1]) == 0 then return 0 end
            redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return 1
            """, Long.class);

    private static final RedisScript<Long> CLAIM = RedisScript.of("""
            return redis.call('set', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0
            """, Long.class);

    private final ReactiveStringRedisTemplate redis;
    private final String prefix;
    private final int most;
    private final Duration age;
    private final Duration deadline;
    private final InstantSource clock;
    private volatile long awayUntilMillis;
    private volatile boolean connected;

    /**
     * @param prefix of the keys; with a hash tag, because one script touches many keys
     * @param most how many members a set keeps, the newest
     * @param age how long it keeps them
     * @param deadline how long a call may take
     */
    public TimedSets(
            ReactiveStringRedisTemplate redis,
            String prefix,
            int most,
            Duration age,
            Duration deadline,
            InstantSource clock) {
        this.redis = redis;
        this.prefix = prefix;
        this.most = most;
        this.age = age;
        this.deadline = deadline;
        this.clock = clock;
    }

    /**
     * One member of one set.
     *
     * @param value without blanks; of members of one moment the last by its text is the newest
     */
    public record Member(String set, Instant at, String value) {}

    /**
     * @param mark as it was set; empty when the sets cannot be believed
     * @param sets their members, in the order that was asked for, newest first
     */
    public record Answer(String mark, List<List<String>> sets) {}

    /** @param since what is not younger is left out */
    public Mono<Answer> read(List<String> sets, Instant since) {
        var keys = new ArrayList<String>();
        keys.add(markKey());
        sets.forEach(set -> keys.add(prefix + set));
        return ask(READ, keys, List.of(millis(since), String.valueOf(most))).map(TimedSets::answer);
    }

    /**
     * Adds while there is a mark, or under a filling that is still the one under way. Members that are there already
     * stay as they are.
     *
     * @param filling its name; empty outside of one
     * @return whether they were added
     */
    public Mono<Boolean> add(List<Member> members, String filling) {
        var keys = new ArrayList<>(List.of(markKey(), fillingKey()));
        var values = new ArrayList<>(List.of(
                millis(clock.instant().minus(age)),
                String.valueOf(most),
                String.valueOf(age.plus(age).toMillis()),
                "",
                filling));
        for (var member : members) {
            keys.add(prefix + member.set());
            values.add(millis(member.at()));
            values.add(member.value());
        }
        return ask(ADD, keys, values).map(added -> added == 1);
    }

    /** Only one caller at a time fills the sets anew: true for the first until the time is over. */
    public Mono<Boolean> beginFilling(String filling, Duration atMost) {
        return ask(CLAIM, List.of(fillingKey()), List.of(filling, millis(atMost)))
                .map(claimed -> claimed == 1);
    }

    /**
     * Says as of when the sets are complete.
     *
     * @param filling whose end this is; empty where a mark is only moved on
     * @return false when what would be marked has gone away meanwhile
     */
    public Mono<Boolean> mark(String mark, String filling) {
        return ask(MARK, List.of(markKey(), fillingKey()), List.of(mark, millis(age), filling))
                .map(marked -> marked == 1);
    }

    private String markKey() {
        return prefix + "mark";
    }

    private String fillingKey() {
        return prefix + "filling";
    }

    private static String millis(Instant at) {
        return String.valueOf(at.toEpochMilli());
    }

    private static String millis(Duration length) {
        return String.valueOf(length.toMillis());
    }

    private static Answer answer(String text) {
        var lines = List.of(text.split("\n", -1));
        return new Answer(
                lines.getFirst(),
                lines.stream()
                        .skip(1)
                        .map(line -> line.isEmpty() ? List.<String>of() : List.of(line.split(" ")))
                        .toList());
    }

    private <T> Mono<T> ask(RedisScript<T> script, List<String> keys, List<String> values) {
        return Mono.defer(() -> isResting()
                ? Mono.error(new RedisAway("silent a moment ago"))
                : placed(redis.execute(script, keys, values).next())
                        .timeout(deadline)
                        .doOnNext(_ -> connected = true)
                        .switchIfEmpty(Mono.error(() -> new RedisAway("no answer")))
                        .onErrorMap(this::silent));
    }

    // The first call makes the shared connection, which blocks.
    private <T> Mono<T> placed(Mono<T> call) {
        return connected ? call : call.subscribeOn(Schedulers.boundedElastic());
    }

    // A rest longer than the longest one was begun before the clock was set back.
    private boolean isResting() {
        long rest = awayUntilMillis - clock.millis();
        return rest > 0 && rest <= REST_AFTER_SILENCE.toMillis();
    }

    private Throwable silent(Throwable fault) {
        awayUntilMillis = clock.millis() + REST_AFTER_SILENCE.toMillis();
        return fault instanceof RedisAway ? fault : new RedisAway(fault.toString());
    }
}
