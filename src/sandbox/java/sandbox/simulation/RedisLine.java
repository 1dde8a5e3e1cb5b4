package sandbox.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.ReactiveScriptingCommands;
import org.springframework.data.redis.connection.ReactiveStreamCommands;
import org.springframework.data.redis.connection.stream.ByteBufferRecord;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import sandbox.simulation.Faults.Kind;
import sandbox.simulation.Redis.Follower;
import sandbox.simulation.Redis.Message;

/** One node's line to Redis, under the product's own driver: commands get lost, answers get lost, both get late. */
final class RedisLine {

    private static final ByteBuffer KEY = ByteBuffer.wrap("stream".getBytes(StandardCharsets.US_ASCII));
    private static final long COMMAND_TIMEOUT_MS = 500;

    private final World world;
    private final Node node;
    private final Redis redis;

    RedisLine(World world, Node node) {
        this.world = world;
        this.node = node;
        this.redis = world.redis;
    }

    ReactiveStringRedisTemplate template() {
        var streams = proxy(ReactiveStreamCommands.class, (_, method, arguments) -> switch (method.getName()) {
            case "xAdd" -> command(() -> RecordId.of(append((ByteBufferRecord) arguments[0])));
            case "xRevRange" -> command(this::newest).flatMapIterable(it -> it);
            case "xRead" -> follow(offset(arguments[1])).flatMapIterable(it -> it);
            default -> throw new IllegalStateException("The model has no " + method);
        });
        var scripts = proxy(ReactiveScriptingCommands.class, (_, method, arguments) -> switch (method.getName()) {
            case "evalSha" ->
                command(() -> remember((int) arguments[2], (ByteBuffer[]) arguments[3]))
                        .flux();
            default -> throw new IllegalStateException("The model has no " + method);
        });
        var connection = proxy(ReactiveRedisConnection.class, (_, method, _) -> switch (method.getName()) {
            case "streamCommands" -> streams;
            case "scriptingCommands" -> scripts;
            case "closeLater" -> Mono.empty();
            default -> throw new IllegalStateException("The model has no " + method);
        });
        return new ReactiveStringRedisTemplate(proxy(ReactiveRedisConnectionFactory.class, (_, method, _) -> {
            if (method.getName().equals("getReactiveConnection")) {
                return connection;
            }
            throw new IllegalStateException("The model has no " + method);
        }));
    }

    private boolean isAway() {
        return redis.down || node.redisCut();
    }

    /** There and back, if nothing happens on the way. */
    private <T> Mono<T> command(Supplier<T> there) {
        return Mono.create(sink -> {
            if (node.alive) {
                world.agenda.afterMillis(1, () -> arrive(there, sink));
            }
        });
    }

    private <T> void arrive(Supplier<T> there, MonoSink<T> sink) {
        if (isAway()) {
            redis.troubled();
            // Refused at once, or a silence that the driver ends.
            node.after(world.coin() ? 1 : COMMAND_TIMEOUT_MS, () -> sink.error(gone()));
        } else if (world.strikes(Kind.REDIS_SLOW)) {
            redis.troubled();
            if (world.coin()) {
                world.see(Sight.REDIS_UNHEARD);
                var _ = there.get();
                node.after(COMMAND_TIMEOUT_MS, () -> sink.error(gone()));
            } else {
                world.agenda.afterMillis(world.between(1, COMMAND_TIMEOUT_MS), () -> answer(there, sink));
            }
        } else {
            answer(there, sink);
        }
    }

    private <T> void answer(Supplier<T> there, MonoSink<T> sink) {
        var answer = there.get();
        node.after(1, () -> sink.success(answer));
    }

    private static RedisSystemException gone() {
        return new RedisSystemException("The connection to Redis is gone", null);
    }

    private String append(ByteBufferRecord it) {
        var text = it.getValue().values().iterator().next();
        return redis.append(StandardCharsets.UTF_8.decode(text.duplicate()).toString())
                .toString();
    }

    private List<ByteBufferRecord> newest() {
        var newest = redis.newest();
        return newest == null ? List.of() : List.of(written(newest));
    }

    private Mono<List<ByteBufferRecord>> follow(Redis.Id after) {
        return Mono.create(sink -> {
            if (!node.alive) {
                return;
            }
            world.agenda.afterMillis(1, () -> {
                if (isAway()) {
                    node.after(COMMAND_TIMEOUT_MS, () -> sink.error(gone()));
                    return;
                }
                redis.follow(new Follower(
                        node,
                        after,
                        news -> node.after(
                                1,
                                () -> sink.success(
                                        news.stream().map(RedisLine::written).toList())),
                        () -> node.after(world.between(1, COMMAND_TIMEOUT_MS), () -> sink.error(gone()))));
            });
        });
    }

    private static Redis.Id offset(Object offsets) {
        return Redis.Id.parse(((StreamOffset<?>[]) offsets)[0].getOffset().getOffset());
    }

    private static ByteBufferRecord written(Message it) {
        var text = ByteBuffer.wrap(it.text().getBytes(StandardCharsets.UTF_8));
        return StreamRecords.newRecord()
                .in(KEY.duplicate())
                .withId(RecordId.of(it.id().toString()))
                .ofBuffer(Map.of(KEY.duplicate(), text));
    }

    /** What the product's script does: {@code SET NX PX} for each key, one digit for each answer. */
    private ByteBuffer remember(int count, ByteBuffer[] arguments) {
        long millis = Long.parseLong(text(arguments[count]));
        var answers = new StringBuilder();
        for (int i = 0; i < count; i++) {
            answers.append(redis.setIfAbsent(text(arguments[i]), millis) ? '1' : '0');
        }
        return ByteBuffer.wrap(answers.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(RedisLine.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
