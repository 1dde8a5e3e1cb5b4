package gateway.platform.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveStreamCommands;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.stream.ByteBufferRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** News that every node hears: a Redis stream of limited length. */
public final class RedisStream {

    private static final StreamReadOptions WAIT =
            StreamReadOptions.empty().block(Duration.ofMillis(200)).count(500);

    private final ReactiveStringRedisTemplate redis;
    private final ByteBuffer key;
    private final XAddOptions bounded;

    public RedisStream(ReactiveStringRedisTemplate redis, String key, long length) {
        this.redis = redis;
        this.key = bytes(key);
        this.bounded = XAddOptions.maxlen(length);
    }

    /** Completes when Redis has the message. The caller gives the deadline. */
    public Mono<Void> append(String message) {
        var entry = StreamRecords.newRecord().in(key.duplicate()).ofBuffer(Map.of(bytes("m"), bytes(message)));
        return redis.execute(connection -> connection.streamCommands().xAdd(entry, bounded))
                .then()
                .subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * Everything appended from now on. Never completes; errors when Redis goes away, and what was said meanwhile is
     * lost.
     */
    public Flux<String> follow() {
        return Flux.usingWhen(
                        Mono.fromSupplier(() -> redis.getConnectionFactory().getReactiveConnection()),
                        this::follow,
                        ReactiveRedisConnection::closeLater)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Flux<String> follow(ReactiveRedisConnection connection) {
        var commands = connection.streamCommands();
        return commands.xRevRange(
                        key.duplicate(), Range.unbounded(), Limit.limit().count(1))
                .map(newest -> newest.getId().getValue())
                .next()
                .defaultIfEmpty("0-0")
                .flatMapMany(newest -> readAfter(commands, new AtomicReference<>(newest)));
    }

    // The driver's generic varargs: one offset, nothing to pollute.
    @SuppressWarnings("unchecked")
    private Flux<String> readAfter(ReactiveStreamCommands commands, AtomicReference<String> last) {
        return Flux.defer(() -> commands.xRead(WAIT, StreamOffset.create(key.duplicate(), ReadOffset.from(last.get()))))
                .doOnNext(entry -> last.set(entry.getId().getValue()))
                .map(RedisStream::message)
                .repeat();
    }

    private static String message(ByteBufferRecord entry) {
        var value = entry.getValue().values().iterator().next();
        return StandardCharsets.UTF_8.decode(value.duplicate()).toString();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
