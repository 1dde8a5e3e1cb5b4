package gateway.platform.redis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Tells whether something happens for the first time on any node. Questions that arrive while one round trip is under
 * way share the next, so the cost per question falls as the load rises.
 */
public final class SeenOnce {

    private static final int LARGEST_BATCH = 256;
    private static final int LONGEST_QUEUE = 10_000;
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
    private final BlockingQueue<Question> waiting = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final AtomicBoolean underWay = new AtomicBoolean();
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
    }

    /** True once per id, false after that. Errors with {@link RedisAway}, at once while Redis is known to be away. */
    public Mono<Boolean> firstTime(String id) {
        return Mono.create(sink -> enqueue(new Question(prefix + id, sink)));
    }

    private void enqueue(Question question) {
        if (isResting()) {
            question.answer.error(new RedisAway("silent a moment ago"));
        } else if (waiting.offer(question)) {
            askNext();
        } else {
            question.answer.error(new RedisAway("too many questions are waiting"));
        }
    }

    // A rest longer than the longest one was begun before the clock was set back.
    private boolean isResting() {
        long rest = awayUntilMillis - clock.millis();
        return rest > 0 && rest <= REST_AFTER_SILENCE.toMillis();
    }

    private void askNext() {
        while (!waiting.isEmpty() && underWay.compareAndSet(false, true)) {
            var batch = new ArrayList<Question>();
            waiting.drainTo(batch, LARGEST_BATCH);
            if (batch.isEmpty()) {
                underWay.set(false);
            } else {
                ask(batch);
            }
        }
    }

    private void ask(List<Question> batch) {
        var keys = batch.stream().map(Question::key).toList();
        var call = Mono.defer(() -> redis.execute(REMEMBER, keys, remember).next());
        // The first call makes the shared connection, which blocks.
        var placed = connected ? call : call.subscribeOn(Schedulers.boundedElastic());
        placed.timeout(DEADLINE).subscribe(answers -> answered(batch, answers), fault -> silent(batch, fault));
    }

    private void answered(List<Question> batch, String answers) {
        connected = true;
        underWay.set(false);
        askNext();
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer.success(answers.charAt(i) == '1');
        }
    }

    private void silent(List<Question> batch, Throwable fault) {
        awayUntilMillis = clock.millis() + REST_AFTER_SILENCE.toMillis();
        waiting.drainTo(batch);
        underWay.set(false);
        askNext();
        batch.forEach(question -> question.answer.error(new RedisAway(fault.toString())));
    }

    private record Question(String key, MonoSink<Boolean> answer) {}
}
