package gateway.canaries;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Every key and value of a Redis, its slow log, and the file to which it appended every command it was ever given. */
public final class RedisTexts {

    private RedisTexts() {}

    /** @param address with the password in it */
    public static String of(URI address) throws IOException {
        try (var client = RedisClient.create(address.toString());
                var connection = client.connect(new StringCodec(StandardCharsets.ISO_8859_1))) {
            var redis = connection.sync();
            var all = new StringBuilder();
            ScanCursor cursor = ScanCursor.INITIAL;
            while (!cursor.isFinished()) {
                KeyScanCursor<String> page = redis.scan(cursor);
                page.getKeys()
                        .forEach(key -> all.append(key)
                                .append(' ')
                                .append(value(redis, key))
                                .append('\n'));
                cursor = page;
            }
            return all.append(redis.slowlogGet()).append(appended(redis)).toString();
        }
    }

    private static String value(RedisCommands<String, String> redis, String key) {
        return String.valueOf(
                switch (redis.type(key)) {
                    case "string" -> redis.get(key);
                    case "hash" -> redis.hgetall(key);
                    case "list" -> redis.lrange(key, 0, -1);
                    case "set" -> redis.smembers(key);
                    case "zset" -> redis.zrange(key, 0, -1);
                    case "stream" -> redis.xrange(key, Range.unbounded());
                    case "none" -> "";
                    default -> throw new IllegalStateException("What is a " + redis.type(key) + "?");
                });
    }

    private static String appended(RedisCommands<String, String> redis) throws IOException {
        var folder = Path.of(redis.configGet("dir").get("dir"));
        var all = new StringBuilder();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Canaries.latin(Files.readAllBytes(file)));
            }
        }
        return all.toString();
    }
}
